from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "invoices.modules.disclosure"
    label = "po_disclosure"
    verbose_name = "Public disclosure of an estate's income and cost"
