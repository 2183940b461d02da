from invoices.modules.corrections.models.credit_note import CreditLine, CreditNote, Rebill
from invoices.modules.corrections.models.dispute import Dispute, DisputeEvent
from invoices.modules.corrections.models.late_charge import LateChargeTerms
from invoices.modules.corrections.models.plan import Plan, PlanLine, PlanPart
from invoices.modules.corrections.models.write_off import Recovery, WriteOff, WriteOffLine

__all__ = [
    "CreditLine",
    "CreditNote",
    "Dispute",
    "DisputeEvent",
    "LateChargeTerms",
    "Plan",
    "PlanLine",
    "PlanPart",
    "Rebill",
    "Recovery",
    "WriteOff",
    "WriteOffLine",
]
