from django.apps import AppConfig


class OpeningConfig(AppConfig):
    name = "invoices.modules.opening"
    label = "po_opening"
    verbose_name = "Taking over: what stood in the books when this system began"
