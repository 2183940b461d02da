from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, decided_once

BEYOND = (
    "EXISTS (SELECT 1 FROM po_fees_feeorder asked WHERE asked.id = NEW.order_id AND asked.quantity < NEW.quantity + "
    "COALESCE((SELECT SUM(other.quantity) FROM po_fees_feedelivery other WHERE other.order_id = NEW.order_id "
    "AND other.sequence <> NEW.sequence AND other.state IN ('waiting', 'approved')), 0))"
)
ORDERED = ("number", "unit_id", "payer_id", "item_id", "applies_to", "quantity", "unit_price", "price_unit", "ordered_on")
CHANGED = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in ORDERED)


class Migration(migrations.Migration):
    dependencies = [("po_fees", "0001_initial")]
    operations = [
        *decided_once("po_fees_feedelivery"),
        RefuseWhen("po_fees_feedelivery", "INSERT", BEYOND, "more is delivered than was ordered"),
        RefuseWhen("po_fees_feeorder", "UPDATE", CHANGED, "what was ordered stays as it was written down"),
        RefuseWhen("po_fees_feeorder", "DELETE", "TRUE", "po_fees_feeorder is kept: a row cannot be deleted"),
    ]
