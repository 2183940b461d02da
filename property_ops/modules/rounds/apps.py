from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "property_ops.modules.rounds"
    label = "po_rounds"
    verbose_name = "Rounds"
