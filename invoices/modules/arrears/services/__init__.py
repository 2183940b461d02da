from invoices.modules.arrears.services.printing import letter_pdf, print_run
from invoices.modules.arrears.services.reminders import approve_run, drop_run, prepare_run, record_delivery

__all__ = ["approve_run", "drop_run", "letter_pdf", "prepare_run", "print_run", "record_delivery"]
