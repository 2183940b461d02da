from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "property_ops.modules.providers"
    label = "po_providers"
    verbose_name = "Providers"
