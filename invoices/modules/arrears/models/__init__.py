from invoices.modules.arrears.models.reminders import Delivery, ReminderLetter, ReminderRun

__all__ = ["Delivery", "ReminderLetter", "ReminderRun"]
