from django.db import migrations

from property_ops.framework.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("po_rounds", "0001_initial")]
    operations = [
        *append_only("po_rounds_roundscan"),
        *append_only("po_rounds_skippedround"),
        *append_only("po_rounds_roundplanline"),
        *append_only("po_rounds_roundplanpoint"),
    ]
