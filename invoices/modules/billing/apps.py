from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "invoices.modules.billing"
    label = "po_billing"
    verbose_name = "Bills: drafted, approved, issued, frozen, posted"
