from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only

TARIFF, PAYMENT = "po_visitor_fees_visitortariff", "po_visitor_fees_visitorpayment"
TERMS = ("estate_id", "start", "free_minutes", "per_hour", "most_a_day", "basis", "prepared_by_id")
CHANGED = " OR ".join(f'NEW."{name}" <> OLD."{name}"' for name in TERMS)


class Migration(migrations.Migration):
    dependencies = [("po_visitor_fees", "0001_initial")]
    operations = [
        RefuseWhen(
            TARIFF, "UPDATE", f"OLD.state <> 'waiting' OR {CHANGED}", "a price is decided once and never changed"
        ),
        RefuseWhen(TARIFF, "DELETE", "TRUE", f"{TARIFF} is kept: a row cannot be deleted"),
        *append_only(PAYMENT),
    ]
