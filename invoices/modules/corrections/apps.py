from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "invoices.modules.corrections"
    label = "po_corrections"
    verbose_name = "Credit notes, disputes, write-offs, late charges, instalments"
