from invoices.modules.corrections.services.credit_notes import (
    Credit,
    approve_credit_note,
    drop_credit_note,
    prepare_credit_note,
)
from invoices.modules.corrections.services.disputes import (
    note_on_dispute,
    open_dispute,
    reject,
    uphold,
    withdraw_dispute,
)
from invoices.modules.corrections.services.late_charge_terms import approve_terms, drop_terms, prepare_terms
from invoices.modules.corrections.services.plans import approve_plan, drop_plan, prepare_plan
from invoices.modules.corrections.services.write_offs import (
    Loss,
    approve_write_off,
    drop_write_off,
    prepare_write_off,
    recover,
)

__all__ = [
    "Credit",
    "Loss",
    "approve_credit_note",
    "approve_plan",
    "approve_terms",
    "approve_write_off",
    "drop_credit_note",
    "drop_plan",
    "drop_terms",
    "drop_write_off",
    "note_on_dispute",
    "open_dispute",
    "prepare_credit_note",
    "prepare_plan",
    "prepare_terms",
    "prepare_write_off",
    "recover",
    "reject",
    "uphold",
    "withdraw_dispute",
]
