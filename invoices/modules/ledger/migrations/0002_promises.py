from typing import Any

from django.db import migrations

from property_ops.framework.triggers import DatabaseRule, RefuseWhen, append_only

UNBALANCED = "a journal entry needs two legs or more that sum to zero"
SEALED = "a posted entry takes no further legs"


class EntriesBalance(DatabaseRule):
    """Legs come first, then their entry: it is refused unless they sum to zero, and takes no leg afterwards."""

    def deconstruct(self) -> Any:
        return self.__class__.__qualname__, [], {}

    def create(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            legs = "FROM po_ledger_leg WHERE entry_id = NEW.id"
            return [
                "CREATE TRIGGER po_ledger_entry_balances AFTER INSERT ON po_ledger_entry FOR EACH ROW "
                f"WHEN (SELECT COUNT(*) < 2 OR SUM(amount) <> 0 {legs}) BEGIN SELECT RAISE(ABORT, '{UNBALANCED}'); END",
                "CREATE TRIGGER po_ledger_leg_sealed BEFORE INSERT ON po_ledger_leg FOR EACH ROW "
                "WHEN EXISTS (SELECT 1 FROM po_ledger_entry WHERE id = NEW.entry_id) "
                f"BEGIN SELECT RAISE(ABORT, '{SEALED}'); END",
            ]
        unbalanced = (
            "SELECT 1 FROM fresh LEFT JOIN po_ledger_leg leg ON leg.entry_id = fresh.id GROUP BY fresh.id "
            "HAVING COUNT(leg.id) < 2 OR SUM(leg.amount) <> 0"
        )
        sealed = "SELECT 1 FROM fresh JOIN po_ledger_entry entry ON entry.id = fresh.entry_id"
        return [
            *_checked_after_insert("po_ledger_entry", "po_ledger_entry_balances", unbalanced, UNBALANCED),
            *_checked_after_insert("po_ledger_leg", "po_ledger_leg_sealed", sealed, SEALED),
        ]

    def drop(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return ["DROP TRIGGER po_ledger_entry_balances", "DROP TRIGGER po_ledger_leg_sealed"]
        return [
            "DROP TRIGGER po_ledger_entry_balances ON po_ledger_entry",
            "DROP FUNCTION po_ledger_entry_balances()",
            "DROP TRIGGER po_ledger_leg_sealed ON po_ledger_leg",
            "DROP FUNCTION po_ledger_leg_sealed()",
        ]


def _checked_after_insert(table: str, name: str, query: str, message: str) -> list[str]:
    """PostgreSQL: refuse the statement if `query` over its new rows, `fresh`, finds anything."""
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS ({query}) THEN "
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]


IN_CLOSED_MONTH = (
    "EXISTS (SELECT 1 FROM po_ledger_monthclose shut WHERE shut.reopened_at IS NULL "
    "AND NEW.posted_on >= shut.month AND NEW.posted_on < shut.until)"
)
MORE_THAN_REOPENED = (
    "OLD.reopened_at IS NOT NULL OR NEW.reopened_at IS NULL OR NEW.month <> OLD.month OR NEW.until <> OLD.until "
    "OR NEW.closed_by_id <> OLD.closed_by_id OR NEW.closed_at <> OLD.closed_at "
    "OR NEW.head_number <> OLD.head_number OR NEW.head_digest <> OLD.head_digest "
    "OR NOT EXISTS (SELECT 1 FROM po_ledger_reopening agreed WHERE agreed.close_id = OLD.id "
    "AND agreed.state = 'approved')"
)
USED_ACCOUNT_CHANGES = (
    "(NEW.code <> OLD.code OR NEW.kind <> OLD.kind) "
    "AND EXISTS (SELECT 1 FROM po_ledger_leg leg WHERE leg.account_id = OLD.id)"
)


REOPENING_DECIDED = "what was decided about the reopening of a month stays so"


class Migration(migrations.Migration):
    dependencies = [("po_ledger", "0001_initial")]
    operations = [
        EntriesBalance(),
        *append_only("po_ledger_entry"),
        *append_only("po_ledger_leg"),
        RefuseWhen("po_ledger_entry", "INSERT", IN_CLOSED_MONTH, "nothing is posted into a closed month"),
        RefuseWhen("po_ledger_monthclose", "UPDATE", MORE_THAN_REOPENED, "a closed month can only be reopened, once"),
        RefuseWhen("po_ledger_monthclose", "DELETE", "TRUE", "the closing of a month cannot be deleted"),
        RefuseWhen("po_ledger_reopening", "UPDATE", "OLD.state <> 'waiting'", REOPENING_DECIDED),
        RefuseWhen("po_ledger_reopening", "DELETE", "TRUE", REOPENING_DECIDED),
        RefuseWhen("po_ledger_ledgeraccount", "UPDATE", USED_ACCOUNT_CHANGES, "a used account keeps its code and kind"),
    ]
