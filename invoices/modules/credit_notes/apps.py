from django.apps import AppConfig


class CreditNotesConfig(AppConfig):
    name = "invoices.modules.credit_notes"
    label = "po_credit_notes"
    verbose_name = "Credit notes: an issued bill is corrected, and billed anew"
