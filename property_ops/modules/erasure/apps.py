from django.apps import AppConfig


class ErasureConfig(AppConfig):
    name = "property_ops.modules.erasure"
    label = "po_erasure"
    verbose_name = "Erasing a former resident's personal data"
