from django.apps import AppConfig


class BreakevenConfig(AppConfig):
    name = "invoices.modules.breakeven"
    label = "po_breakeven"
    verbose_name = "Cost and income of an estate, and what becomes of the difference"
