from django.db import migrations

from property_ops.framework.foreign_keys import CheckedTogether

CHARGE = "po_charges_charge"


class Migration(migrations.Migration):
    dependencies = [("po_charges", "0002_append_only")]
    operations = [
        CheckedTogether(CHARGE, "run_id", "po_charges_chargerun"),
        CheckedTogether(CHARGE, "basis_id", "po_charges_chargebasis"),
        CheckedTogether(CHARGE, "estate_id", "po_estates_estate"),
        CheckedTogether(CHARGE, "unit_id", "po_estates_unit"),
        CheckedTogether(CHARGE, "item_id", "po_tariffs_feeitem"),
    ]
