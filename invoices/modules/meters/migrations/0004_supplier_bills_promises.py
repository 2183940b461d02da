from django.db import migrations

from property_ops.framework.triggers import Lifted, RefuseWhen, decided_once

TABLE = "po_meters_supplierbill"
TOLD = ("estate_id", "item_id", "month", "number", "quantity", "amount", "state", "prepared_by_id", "decided_by_id")
CHANGED = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in TOLD)
OLD = decided_once(TABLE)[0]
NEW = RefuseWhen(
    TABLE,
    "UPDATE",
    f"OLD.state <> 'waiting' AND (OLD.taken_back_on IS NOT NULL OR NEW.taken_back_on IS NULL OR {CHANGED})",
    "a supplier bill that is decided stays so, and is taken back once",
)


class Migration(migrations.Migration):
    dependencies = [("po_meters", "0003_supplier_bills_taken_back")]
    operations = [Lifted(OLD), NEW]
