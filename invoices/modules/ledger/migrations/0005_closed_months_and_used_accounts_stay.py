from django.db import migrations

from property_ops.framework.triggers import RefuseWhen

IN_CLOSED_MONTH = (
    "EXISTS (SELECT 1 FROM po_ledger_monthclose shut WHERE shut.reopened_at IS NULL "
    "AND NEW.posted_on >= shut.month AND NEW.posted_on < shut.until)"
)
MORE_THAN_REOPENED = (
    "OLD.reopened_at IS NOT NULL OR NEW.reopened_at IS NULL OR NEW.month <> OLD.month OR NEW.until <> OLD.until "
    "OR NEW.closed_by_id <> OLD.closed_by_id OR NEW.closed_at <> OLD.closed_at "
    "OR NEW.head_number <> OLD.head_number OR NEW.head_digest <> OLD.head_digest"
)
USED_ACCOUNT_CHANGES = (
    "(NEW.code <> OLD.code OR NEW.kind <> OLD.kind) "
    "AND EXISTS (SELECT 1 FROM po_ledger_leg leg WHERE leg.account_id = OLD.id)"
)


class Migration(migrations.Migration):
    dependencies = [("po_ledger", "0004_months_are_closed")]
    operations = [
        RefuseWhen("po_ledger_entry", "INSERT", IN_CLOSED_MONTH, "nothing is posted into a closed month"),
        RefuseWhen("po_ledger_monthclose", "UPDATE", MORE_THAN_REOPENED, "a closed month can only be reopened, once"),
        RefuseWhen("po_ledger_monthclose", "DELETE", "TRUE", "the closing of a month cannot be deleted"),
        RefuseWhen("po_ledger_ledgeraccount", "UPDATE", USED_ACCOUNT_CHANGES, "a used account keeps its code and kind"),
    ]
