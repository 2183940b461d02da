from django.apps import AppConfig


class FeesConfig(AppConfig):
    name = "invoices.modules.fees"
    label = "po_fees"
    verbose_name = "One-off fees: ordered, delivered and signed for, then charged"
