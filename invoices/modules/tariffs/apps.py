from django.apps import AppConfig


class TariffsConfig(AppConfig):
    name = "invoices.modules.tariffs"
    label = "po_tariffs"
    verbose_name = "Fee items and tariffs with effective dates"
