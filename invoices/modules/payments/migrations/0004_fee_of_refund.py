from importlib import import_module

from django.db import migrations

from property_ops.framework.triggers import Lifted, RefuseWhen

before = import_module("invoices.modules.payments.migrations.0002_promises")
CHANGED = before.changed(
    "channel", "transaction", "identity", "own_account", "refund_of", "amount", "paid_on", "payee_name", "payee_account",
    "memo", "file", "posted_on", "recorded_by_id", "recorded_at",
)
"""The fee of a refund is told to the fen once its receipt is known, together with that."""


def kept_when(changed: str) -> RefuseWhen:
    coded = f"NEW.receipt_id IS NOT NULL AND EXISTS ({before.STANDING} said.disbursement_id = NEW.id)"
    return RefuseWhen(before.DISBURSEMENT, "UPDATE", f"{changed} OR ({coded})", before.DISBURSEMENT_KEPT)


class Migration(migrations.Migration):
    dependencies = [("po_payments", "0003_posting_days")]
    operations = [
        Lifted(kept_when(before.DISBURSEMENT_CHANGED)),
        kept_when(f"{CHANGED} OR OLD.receipt_id IS NOT NULL OR (OLD.fee <> NEW.fee AND NEW.receipt_id IS NULL)"),
    ]
