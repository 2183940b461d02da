from invoices.modules.collections.services.disputes import (
    note_on_dispute,
    open_dispute,
    reject,
    uphold,
    withdraw_dispute,
)
from invoices.modules.collections.services.late_charge_terms import approve_terms, prepare_terms
from invoices.modules.collections.services.plans import approve_plan, prepare_plan
from invoices.modules.collections.services.printing import letter_pdf, print_run
from invoices.modules.collections.services.reminders import approve_run, prepare_run, prepare_runs, record_delivery
from invoices.modules.collections.services.write_offs import (
    Loss,
    approve_write_off,
    prepare_write_off,
    recover,
)

__all__ = [
    "Loss",
    "approve_plan",
    "approve_run",
    "approve_terms",
    "approve_write_off",
    "letter_pdf",
    "note_on_dispute",
    "open_dispute",
    "prepare_plan",
    "prepare_run",
    "prepare_runs",
    "prepare_terms",
    "prepare_write_off",
    "print_run",
    "record_delivery",
    "recover",
    "reject",
    "uphold",
    "withdraw_dispute",
]
