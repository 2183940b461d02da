from importlib import import_module

from django.db import migrations

from property_ops.framework.triggers import Lifted, RefuseWhen

before = import_module("invoices.modules.online_payments.migrations.0001_initial")
KEPT, WHOSE = "what an order is for is never changed, and paid is paid", "an order is of a payer of that home"
OF_ITS_HOME = (
    "NOT EXISTS (SELECT 1 FROM po_estates_tenure held WHERE held.id = NEW.tenure_id AND held.unit_id = NEW.unit_id)"
)
OF_AN_ESTATE = "COALESCE(OLD.estate_id, 0) <> COALESCE(NEW.estate_id, 0) OR OLD.words <> NEW.words"


class Migration(migrations.Migration):
    dependencies = [("po_online_payments", "0004_orders_of_estates")]
    operations = [
        Lifted(RefuseWhen(before.ORDER, "UPDATE", f"{before.CHANGED} OR OLD.state = 'paid'", KEPT)),
        RefuseWhen(before.ORDER, "UPDATE", f"{before.CHANGED} OR {OF_AN_ESTATE} OR OLD.state = 'paid'", KEPT),
        Lifted(RefuseWhen(before.ORDER, "INSERT", OF_ITS_HOME, WHOSE)),
        RefuseWhen(before.ORDER, "INSERT", f"NEW.unit_id IS NOT NULL AND {OF_ITS_HOME}", WHOSE),
    ]
