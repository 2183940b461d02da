from django.db import migrations

from property_ops.framework.triggers import RefuseWhen

TABLE = "po_common_income_commonlease"
TERMS = ("number", "estate_id", "kind", "place", "tenant", "monthly_rent", "start", "end", "basis", "prepared_by_id")
DECIDED = (*TERMS, "state", "decided_by_id")


def _changed(columns: tuple[str, ...]) -> str:
    return " OR ".join(f'NEW."{name}" <> OLD."{name}"' for name in columns)


class Migration(migrations.Migration):
    dependencies = [("po_common_income", "0001_initial")]
    operations = [
        RefuseWhen(
            TABLE, "UPDATE",
            f"OLD.ended_on IS NOT NULL OR (OLD.state <> 'waiting' AND ({_changed(DECIDED)})) "
            "OR (OLD.state <> 'approved' AND NEW.ended_on IS NOT NULL)",
            "a lease that is decided stays so, and is ended once",
        ),
        RefuseWhen(TABLE, "DELETE", "TRUE", f"{TABLE} is kept: a row cannot be deleted"),
    ]
