from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only

REOPENING = "po_closing_reopening"
DECIDED = "what was decided about the reopening of a month stays so"


class Migration(migrations.Migration):
    dependencies = [("po_closing", "0001_initial")]
    operations = [
        *append_only("po_closing_acknowledgement"),
        RefuseWhen(REOPENING, "UPDATE", "OLD.state <> 'waiting'", DECIDED),
        RefuseWhen(REOPENING, "DELETE", "TRUE", DECIDED),
    ]
