from django.db import migrations

from invoices.modules.tariffs.public import WORKS_SHARE
from property_ops.framework.triggers import RefuseWhen

PREFIX = f"{WORKS_SHARE}/"
UNRELEASED = (
    "NEW.source = 'works' AND EXISTS (SELECT 1 FROM po_charges_chargebasis basis JOIN po_works_workorder work "
    f"ON work.number = SUBSTR(basis.key, {len(PREFIX) + 1}) WHERE basis.id = NEW.basis_id AND work.is_emergency "
    "AND NOT EXISTS (SELECT 1 FROM po_works_emergencycallout found WHERE found.work_id = work.id "
    "AND found.state = 'approved'))"
)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("po_charges", "0002_promises"), ("po_works", "0006_emergencies")]
    operations = [
        RefuseWhen(
            "po_charges_charge", "INSERT", UNRELEASED,
            "an emergency work is charged only once another person has approved it in time",
        ),
    ]
