from invoices.modules.collections.models.dispute import Dispute, DisputeEvent
from invoices.modules.collections.models.late_charge import LateChargeTerms
from invoices.modules.collections.models.plan import Plan, PlanLine, PlanPart
from invoices.modules.collections.models.reminders import Delivery, ReminderLetter, ReminderRun
from invoices.modules.collections.models.write_off import Recovery, WriteOff, WriteOffLine

__all__ = [
    "Delivery",
    "Dispute",
    "DisputeEvent",
    "LateChargeTerms",
    "Plan",
    "PlanLine",
    "PlanPart",
    "Recovery",
    "ReminderLetter",
    "ReminderRun",
    "WriteOff",
    "WriteOffLine",
]
