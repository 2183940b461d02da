from typing import Any

from django.db import migrations

from property_ops.framework.triggers import DatabaseRule, RefuseWhen, SumWithin, append_only

RECEIPT, MATCH, DISBURSEMENT, REFUND, CODING, REFUND_LINK = (
    f"po_payments_{name}"
    for name in ("receipt", "match", "disbursement", "refund", "paymentcoding", "refundlink")
)
REVERSAL = "po_payments_receiptreversal"
KEPT = "what a receipt says is never changed"
OVER = "of a receipt no more is matched than it brought"


def changed(*columns: str) -> str:
    return " OR ".join(f'OLD."{column}" <> NEW."{column}"' for column in columns)


class MatchedWithinReceipt(DatabaseRule):
    """The matches of a receipt that stand are together no more than its amount less what was given back."""

    def deconstruct(self) -> Any:
        return self.__class__.__qualname__, [], {}

    def create(self, vendor: str) -> list[str]:
        over = (
            f"(SELECT COALESCE(SUM(amount), 0) FROM {MATCH} WHERE receipt_id = {{receipt}} AND undone_on IS NULL) > "
            f"(SELECT amount - refunded FROM {RECEIPT} WHERE id = {{receipt}})"
        )
        triggers = ((MATCH, "match_insert", "INSERT", "NEW.receipt_id"), (RECEIPT, "receipt_update", "UPDATE", "NEW.id"))
        statements = []
        for table, name, event, receipt in triggers:
            condition, trigger = over.format(receipt=receipt), f"po_payments_{name}_within"
            if vendor == "sqlite":
                statements.append(
                    f"CREATE TRIGGER {trigger} AFTER {event} ON {table} FOR EACH ROW WHEN {condition} "
                    f"BEGIN SELECT RAISE(ABORT, '{OVER}'); END"
                )
                continue
            statements += [
                f"CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"PERFORM 1 FROM {RECEIPT} WHERE id = {receipt} FOR NO KEY UPDATE; IF {condition} THEN "
                f"RAISE EXCEPTION '{OVER}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$",
                f"CREATE TRIGGER {trigger} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {trigger}()",
            ]
        return statements

    def drop(self, vendor: str) -> list[str]:
        pairs = ((MATCH, "po_payments_match_insert_within"), (RECEIPT, "po_payments_receipt_update_within"))
        if vendor == "sqlite":
            return [f"DROP TRIGGER {trigger}" for _table, trigger in pairs]
        return [
            statement
            for table, trigger in pairs
            for statement in (f"DROP TRIGGER {trigger} ON {table}", f"DROP FUNCTION {trigger}()")
        ]


STANDING = f"SELECT 1 FROM {CODING} said WHERE said.undone_on IS NULL AND"


def changed_or_left_out(*columns: str) -> str:
    return " OR ".join(f'COALESCE(OLD."{column}", 0) <> COALESCE(NEW."{column}", 0)' for column in columns)


DISBURSEMENT_CHANGED = (
    changed("channel", "transaction", "identity", "own_account", "refund_of", "amount", "fee", "paid_on", "payee_name",
            "payee_account", "memo", "file", "posted_on", "recorded_by_id", "recorded_at") + " OR OLD.receipt_id IS NOT NULL"
)
DISBURSEMENT_KEPT = "what a payment out says is never changed"


class Migration(migrations.Migration):
    dependencies = [("po_payments", "0001_initial")]
    operations = [
        MatchedWithinReceipt(),
        RefuseWhen(
            RECEIPT, "UPDATE",
            changed("number", "channel", "transaction", "amount", "fee", "received_on", "own_account", "identity",
                    "payer_name", "payer_account", "memo", "file", "posted_on", "recorded_by_id", "recorded_at")
            + " OR " + changed_or_left_out("balance", "twin_id") + " OR NEW.refunded < OLD.refunded OR OLD.state = 'reversed'"
            f" OR (NEW.state = 'reversed' AND NOT EXISTS (SELECT 1 FROM {REVERSAL} WHERE receipt_id = OLD.id))",
            KEPT,
        ),
        RefuseWhen(RECEIPT, "DELETE", "TRUE", "a receipt is reversed, never deleted"),
        *append_only(REVERSAL),
        RefuseWhen(
            MATCH, "UPDATE",
            changed("receipt_id", "sequence", "unit_id", "party", "party_name", "amount", "credit_id", "how", "day", "by_id", "at")
            + " OR OLD.undone_on IS NOT NULL",
            "a match is undone once, and otherwise never changed",
        ),
        RefuseWhen(MATCH, "DELETE", "TRUE", "a match is undone, never deleted"),
        RefuseWhen(DISBURSEMENT, "DELETE", "TRUE", "a payment out is never deleted"),
        RefuseWhen(REFUND, "UPDATE", "OLD.state <> 'waiting'", "a decided refund is never changed"),
        RefuseWhen(REFUND, "DELETE", "TRUE", "a refund is rejected, never deleted"),
        SumWithin(
            CODING, "disbursement_id",
            f"SELECT SUM(said.amount) FROM {CODING} said WHERE said.undone_on IS NULL AND "
            "(said.disbursement_id = NEW.disbursement_id OR said.receipt_id = NEW.receipt_id)",
            f"SELECT CASE WHEN NEW.receipt_id IS NULL "
            f"THEN (SELECT amount FROM {DISBURSEMENT} WHERE id = NEW.disbursement_id AND receipt_id IS NULL) "
            f"ELSE (SELECT amount - refunded FROM {RECEIPT} WHERE id = NEW.receipt_id AND NOT EXISTS "
            f"(SELECT 1 FROM {MATCH} WHERE receipt_id = NEW.receipt_id AND undone_on IS NULL)) END",
            "no more is coded than the money that moved",
        ),
        RefuseWhen(
            CODING, "UPDATE",
            changed("account", "amount", "note", "day", "by_id", "at")
            + " OR " + changed_or_left_out("receipt_id", "disbursement_id", "estate_id", "refund_id")
            + " OR OLD.undone_on IS NOT NULL",
            "a coding is undone once, and otherwise never changed",
        ),
        RefuseWhen(CODING, "DELETE", "TRUE", "a coding is undone, never deleted"),
        RefuseWhen(
            MATCH, "INSERT", f"EXISTS ({STANDING} said.receipt_id = NEW.receipt_id)", "an own transfer is no payment"
        ),
        RefuseWhen(
            DISBURSEMENT, "UPDATE",
            f"{DISBURSEMENT_CHANGED} OR (NEW.receipt_id IS NOT NULL AND EXISTS ({STANDING} said.disbursement_id = NEW.id))",
            DISBURSEMENT_KEPT,
        ),
        RefuseWhen(REFUND_LINK, "UPDATE", "OLD.state <> 'waiting'", "what was decided of a payment is never changed"),
        RefuseWhen(REFUND_LINK, "DELETE", "TRUE", "what was said of a payment is rejected, never deleted"),
    ]
