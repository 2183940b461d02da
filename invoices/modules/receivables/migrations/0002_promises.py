from typing import Any

from django.db import migrations

from property_ops.framework.triggers import DatabaseRule, RefuseWhen, append_only

TABLE, CREDIT = "po_receivables_settlement", "po_receivables_credit"
LINE, BILL = "po_billing_billline", "po_billing_bill"
_TOTAL = f"SELECT SUM(other.amount) FROM {TABLE} other WHERE"
_SAME_LINE = "other.line_id IS NOT DISTINCT FROM NEW.line_id"
_LINE_OF_CREDIT = (
    f"SELECT 1 FROM {LINE} line JOIN {BILL} bill ON bill.id = line.bill_id JOIN {CREDIT} credit "
    "ON credit.id = NEW.credit_id WHERE line.id = NEW.line_id AND bill.state = 'issued' "
    "AND bill.estate_id = credit.estate_id AND bill.unit_code = credit.unit_code "
    "AND COALESCE(CAST(bill.payer_id AS VARCHAR(40)), '') = credit.party AND NEW.day >= bill.issued_on"
)
RULES = {
    "line_in_range": (
        f"NEW.line_id IS NOT NULL AND ({_TOTAL} other.line_id = NEW.line_id) NOT BETWEEN 0 AND "
        f"(SELECT amount FROM {LINE} WHERE id = NEW.line_id)",
        "a line is settled by no less than nothing and no more than its amount",
    ),
    "credit_in_range": (
        f"({_TOTAL} other.credit_id = NEW.credit_id) NOT BETWEEN 0 AND "
        f"(SELECT amount FROM {CREDIT} WHERE id = NEW.credit_id)",
        "of a credit no less than nothing and no more than its amount is used",
    ),
    "undo_in_range": (
        f"NEW.amount < 0 AND ({_TOTAL} other.credit_id = NEW.credit_id AND {_SAME_LINE}) < 0",
        "no more of a settlement is taken back than was settled",
    ),
    "same_account": (
        f"NEW.line_id IS NOT NULL AND NOT EXISTS ({_LINE_OF_CREDIT})",
        "a credit settles lines of issued bills of its own account, once both are there",
    ),
    "after_credit": (
        f"NEW.day < (SELECT day FROM {CREDIT} WHERE id = NEW.credit_id)",
        "a credit is not used before its day",
    ),
    "in_order": (
        f"EXISTS (SELECT 1 FROM {TABLE} other WHERE other.id < NEW.id AND other.day > NEW.day AND ("
        "(other.line_id = NEW.line_id AND other.amount < 0) OR (other.credit_id = NEW.credit_id AND other.amount < 0) "
        f"OR (NEW.amount < 0 AND other.credit_id = NEW.credit_id AND {_SAME_LINE})))",
        "what was taken back stays taken back on its day",
    ),
}


class SettlementsFit(DatabaseRule):
    """What every settlement is held against, with those already there. Two at a time wait for each other."""

    def deconstruct(self) -> Any:
        return self.__class__.__qualname__, [], {}

    def create(self, vendor: str) -> list[str]:
        statements = [] if vendor == "sqlite" else self._locks()
        for name, (condition, message) in RULES.items():
            trigger = f"{TABLE}_{name}"
            if vendor == "sqlite":
                plain = condition.replace("IS NOT DISTINCT FROM", "IS")
                statements.append(
                    f"CREATE TRIGGER {trigger} AFTER INSERT ON {TABLE} FOR EACH ROW WHEN {plain} "
                    f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
                )
            else:
                found = f"SELECT 1 FROM fresh WHERE {condition.replace('NEW.', 'fresh.')}"
                statements += _after_insert(
                    trigger,
                    f"IF EXISTS ({found}) THEN RAISE EXCEPTION '{message}' "
                    "USING ERRCODE = 'integrity_constraint_violation'; END IF;",
                )
        return statements

    def drop(self, vendor: str) -> list[str]:
        triggers = [f"{TABLE}_{name}" for name in RULES]
        if vendor == "sqlite":
            return [f"DROP TRIGGER {trigger}" for trigger in triggers]
        triggers.append(f"{TABLE}_a_locks")
        return [
            *(f"DROP TRIGGER {trigger} ON {TABLE}" for trigger in triggers),
            *(f"DROP FUNCTION {trigger}()" for trigger in triggers),
        ]

    def _locks(self) -> list[str]:
        """Named so that it is the first of the triggers: PostgreSQL goes by the alphabet."""
        locks = " ".join(
            f"PERFORM 1 FROM {table} WHERE id IN (SELECT {key} FROM fresh) ORDER BY id FOR NO KEY UPDATE;"
            for table, key in ((CREDIT, "credit_id"), (LINE, "line_id"))
        )
        return _after_insert(f"{TABLE}_a_locks", locks)


def _after_insert(name: str, body: str) -> list[str]:
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER INSERT ON {TABLE} REFERENCING NEW TABLE AS fresh "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]


class Migration(migrations.Migration):
    dependencies = [("po_receivables", "0001_initial")]
    operations = [
        SettlementsFit(),
        *append_only(TABLE),
        *append_only(CREDIT),
        *append_only("po_receivables_dueday"),
        RefuseWhen("po_receivables_linehold", "DELETE", "TRUE", "a hold of a line is ended, never deleted"),
    ]
