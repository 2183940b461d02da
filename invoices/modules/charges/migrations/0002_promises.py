from django.db import migrations

from property_ops.framework.foreign_keys import CheckedTogether
from property_ops.framework.triggers import append_only

CHARGE = "po_charges_charge"


class Migration(migrations.Migration):
    dependencies = [("po_charges", "0001_initial")]
    operations = [
        *append_only("po_charges_charge"),
        *append_only("po_charges_chargebasis"),
        CheckedTogether(CHARGE, "run_id", "po_charges_chargerun"),
        CheckedTogether(CHARGE, "basis_id", "po_charges_chargebasis"),
        CheckedTogether(CHARGE, "estate_id", "po_estates_estate"),
        CheckedTogether(CHARGE, "unit_id", "po_estates_unit"),
        CheckedTogether(CHARGE, "item_id", "po_tariffs_feeitem"),
    ]
