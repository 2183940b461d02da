from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, SumWithin, WithoutRule

RECEIPT, MATCH, OUTGOING, EXPLANATION, TIE = (
    f"po_payments_{name}" for name in ("receipt", "match", "outgoing", "explanation", "tie")
)
STANDING = f"SELECT 1 FROM {EXPLANATION} said WHERE said.undone_on IS NULL AND"


def changed(*columns: str) -> str:
    return " OR ".join(f'OLD."{column}" <> NEW."{column}"' for column in columns)


def changed_or_left_out(*columns: str) -> str:
    return " OR ".join(f'COALESCE(OLD."{column}", 0) <> COALESCE(NEW."{column}", 0)' for column in columns)


OUTGOING_CHANGED = (
    changed("channel", "transaction", "refund_of", "amount", "fee", "paid_on", "payee_name", "payee_account", "memo",
            "file", "posted_on", "recorded_by_id", "recorded_at") + " OR OLD.receipt_id IS NOT NULL"
)  # fmt: skip
KEPT = "what a payment out says is never changed"


class Migration(migrations.Migration):
    dependencies = [("po_payments", "0003_what_money_was")]
    operations = [
        SumWithin(
            EXPLANATION, "outgoing_id",
            f"SELECT SUM(said.amount) FROM {EXPLANATION} said WHERE said.undone_on IS NULL AND "
            "(said.outgoing_id = NEW.outgoing_id OR said.receipt_id = NEW.receipt_id)",
            f"SELECT CASE WHEN NEW.receipt_id IS NULL "
            f"THEN (SELECT amount FROM {OUTGOING} WHERE id = NEW.outgoing_id AND receipt_id IS NULL) "
            f"ELSE (SELECT amount - refunded FROM {RECEIPT} WHERE id = NEW.receipt_id AND NOT EXISTS "
            f"(SELECT 1 FROM {MATCH} WHERE receipt_id = NEW.receipt_id AND undone_on IS NULL)) END",
            "no more is explained than the money that moved",
        ),
        RefuseWhen(
            EXPLANATION, "UPDATE",
            changed("account", "amount", "note", "day", "by_id", "at")
            + " OR " + changed_or_left_out("receipt_id", "outgoing_id", "estate_id", "refund_id")
            + " OR OLD.undone_on IS NOT NULL",
            "an explanation is undone once, and otherwise never changed",
        ),
        RefuseWhen(EXPLANATION, "DELETE", "TRUE", "an explanation is undone, never deleted"),
        RefuseWhen(
            MATCH, "INSERT", f"EXISTS ({STANDING} said.receipt_id = NEW.receipt_id)", "an own transfer is no payment"
        ),
        WithoutRule(RefuseWhen(OUTGOING, "UPDATE", OUTGOING_CHANGED, KEPT)),
        RefuseWhen(
            OUTGOING, "UPDATE",
            f"{OUTGOING_CHANGED} OR (NEW.receipt_id IS NOT NULL AND EXISTS ({STANDING} said.outgoing_id = NEW.id))",
            KEPT,
        ),
        RefuseWhen(TIE, "UPDATE", "OLD.state <> 'proposed'", "what was decided of a payment is never changed"),
        RefuseWhen(TIE, "DELETE", "TRUE", "what was said of a payment is rejected, never deleted"),
    ]  # fmt: skip
