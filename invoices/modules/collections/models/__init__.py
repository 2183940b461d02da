from invoices.modules.collections.models.dispute import Dispute, DisputeEvent, DisputePhoto
from invoices.modules.collections.models.late_charge import LateChargeTerms
from invoices.modules.collections.models.plan import Instalment, InstalmentPlan, InstalmentPlanLine
from invoices.modules.collections.models.reminders import Delivery, ReminderLetter, ReminderRun
from invoices.modules.collections.models.write_off import Recovery, WriteOff, WriteOffLine

__all__ = [
    "Delivery",
    "Dispute",
    "DisputeEvent",
    "DisputePhoto",
    "Instalment",
    "InstalmentPlan",
    "InstalmentPlanLine",
    "LateChargeTerms",
    "Recovery",
    "ReminderLetter",
    "ReminderRun",
    "WriteOff",
    "WriteOffLine",
]
