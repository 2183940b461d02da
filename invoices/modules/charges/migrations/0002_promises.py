from django.db import migrations

from property_ops.framework.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("po_charges", "0001_initial")]
    operations = [
        *append_only("po_charges_charge"),
        *append_only("po_charges_chargebasis"),
    ]
