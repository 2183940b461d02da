from django.db import migrations

from property_ops.framework.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("po_statements", "0001_initial")]
    operations = [
        *append_only("po_statements_letterhead"),
        *append_only("po_statements_edition"),
    ]
