from django.apps import AppConfig


class TaxConfig(AppConfig):
    name = "invoices.modules.tax"
    label = "po_tax"
    verbose_name = "VAT: rates, what a month owes, invoice requests"
