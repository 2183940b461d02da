from django.db import migrations

from property_ops.framework.triggers import Lifted, RefuseWhen

DEPOSITS, KEPT = "po_deposits_deposit", "what a deposit says is kept"
SAID = ("number", "unit_id", "payer_id", "kind_id", "amount", "day", "about", "opening", "taken_by_id")
CHANGED = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in SAID)
MORE = " OR ".join(
    f"COALESCE(NEW.{name}, 0) <> COALESCE(OLD.{name}, 0)" for name in ("unit_id", "payer_id", "provider_id", "coding_id")
)
OLD = RefuseWhen(DEPOSITS, "UPDATE", f"{CHANGED} OR OLD.undone_on IS NOT NULL", KEPT)
NEW = RefuseWhen(DEPOSITS, "UPDATE", f"{CHANGED} OR {MORE} OR OLD.undone_on IS NOT NULL", KEPT)


class Migration(migrations.Migration):
    dependencies = [("po_deposits", "0003_of_providers")]
    operations = [Lifted(OLD), NEW]
