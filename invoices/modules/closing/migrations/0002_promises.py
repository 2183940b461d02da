from django.db import migrations

from property_ops.framework.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("po_closing", "0001_initial")]
    operations = [*append_only("po_closing_acknowledgement")]
