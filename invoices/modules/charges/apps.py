from django.apps import AppConfig


class ChargesConfig(AppConfig):
    name = "invoices.modules.charges"
    label = "po_charges"
    verbose_name = "What was delivered and what it costs, once"
