from django.db import migrations

from property_ops.framework.triggers import RefuseWhen


class Migration(migrations.Migration):
    dependencies = [("po_webhooks", "0001_initial")]
    operations = [
        RefuseWhen(
            "po_webhooks_delivery",
            "UPDATE",
            "NEW.body <> OLD.body OR NEW.subject <> OLD.subject OR NEW.kind <> OLD.kind OR NEW.at <> OLD.at "
            "OR NEW.webhook_id <> OLD.webhook_id",
            "what a webhook tells is as it was when it happened",
        ),
    ]
