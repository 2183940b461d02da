from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, decided_once

COUNTED = (
    "NEW.channel = 'cash' AND NEW.file = '' AND NEW.\"transaction\" = '' AND EXISTS (SELECT 1 FROM po_counter_dayclose "
    "till WHERE till.prepared_by_id = NEW.recorded_by_id AND till.day >= NEW.received_on "
    "AND till.state IN ('waiting', 'approved'))"
)


class Migration(migrations.Migration):
    dependencies = [("po_counter", "0001_initial"), ("po_payments", "0006_bank_cards")]
    operations = [
        *decided_once("po_counter_dayclose"),
        RefuseWhen("po_payments_receipt", "INSERT", COUNTED, "the till of that day is counted"),
    ]
