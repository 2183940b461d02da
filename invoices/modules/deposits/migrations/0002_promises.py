from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, SumWithin, decided_once

USES, DEPOSITS = "po_deposits_deposituse", "po_deposits_deposit"
WENT_ON = f"COALESCE((SELECT SUM(buyers.amount) FROM {DEPOSITS} buyers WHERE buyers.was_id = given.id), 0)"
SAID = ("number", "unit_id", "payer_id", "kind_id", "amount", "day", "about", "opening", "taken_by_id")
CHANGED = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in SAID)


class Migration(migrations.Migration):
    dependencies = [("po_deposits", "0001_initial")]
    operations = [
        *decided_once(USES),
        SumWithin(
            USES,
            "deposit_id",
            standing=f"SELECT SUM(amount) FROM {USES} WHERE deposit_id = NEW.deposit_id "
            "AND state IN ('waiting', 'approved')",
            limit=f"SELECT given.amount - {WENT_ON} FROM {DEPOSITS} given WHERE given.id = NEW.deposit_id "
            "AND given.undone_on IS NULL",
            message="more of a deposit is used than is held",
        ),
        RefuseWhen(DEPOSITS, "UPDATE", f"{CHANGED} OR OLD.undone_on IS NOT NULL", "what a deposit says is kept"),
        RefuseWhen(DEPOSITS, "DELETE", "TRUE", f"{DEPOSITS} is kept: a row cannot be deleted"),
    ]
