from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "property_ops.modules.dispatch"
    label = "po_dispatch"
    verbose_name = "Dispatch"
