from django.apps import AppConfig


class ConfirmationsConfig(AppConfig):
    name = "property_ops.modules.confirmations"
    label = "po_confirmations"
    verbose_name = "Service agreements and their monthly confirmation"
