from django.apps import AppConfig


class OwnershipConfig(AppConfig):
    name = "invoices.modules.ownership"
    label = "po_ownership"
    verbose_name = "Change of owner: what the seller owes and holds, and certificates of a settled account"
