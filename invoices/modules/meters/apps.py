from django.apps import AppConfig


class MetersConfig(AppConfig):
    name = "invoices.modules.meters"
    label = "po_meters"
    verbose_name = "Meters: what households use, collected for the supplier without margin"
