from django.apps import AppConfig


class CollectionsConfig(AppConfig):
    name = "invoices.modules.collections"
    label = "po_collections"
    verbose_name = "Collections: what is open, and what is done about it"
