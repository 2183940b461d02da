from django.apps import AppConfig


class ReceivablesConfig(AppConfig):
    name = "invoices.modules.receivables"
    label = "po_receivables"
    verbose_name = "Open items: what is open on each line of a bill, and what settled it"
