from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only

MESSAGE, NOTICE = "po_notices_message", "po_notices_notice"
OVER = "OLD.state IN ('sent', 'logged', 'failed', 'unknown')"


class Migration(migrations.Migration):
    dependencies = [("po_notices", "0001_initial")]
    operations = [
        *append_only("po_notices_sendingtry"),
        RefuseWhen(MESSAGE, "DELETE", "TRUE", "a message is never deleted"),
        RefuseWhen(
            MESSAGE,
            "UPDATE",
            f"({OVER} AND NEW.state <> OLD.state) OR NEW.text <> OLD.text OR NEW.channel <> OLD.channel "
            "OR NEW.tries < OLD.tries",
            "what was sent, or may have been, is not sent again",
        ),
        RefuseWhen(NOTICE, "DELETE", "TRUE", "a notice is never deleted"),
        RefuseWhen(
            NOTICE,
            "UPDATE",
            "NEW.key <> OLD.key OR OLD.message_id IS NOT NULL OR OLD.withheld <> ''",
            "a notice is told once",
        ),
    ]
