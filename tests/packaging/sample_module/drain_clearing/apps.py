from django.apps import AppConfig


class DrainClearingConfig(AppConfig):
    name = "drain_clearing"
    label = "po_drain_clearing"
    verbose_name = "Drain clearing"
