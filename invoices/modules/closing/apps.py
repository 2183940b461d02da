from django.apps import AppConfig


class ClosingConfig(AppConfig):
    name = "invoices.modules.closing"
    label = "po_closing"
    verbose_name = "Closing of months: a checklist that runs itself"
