from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "invoices.modules.payments"
    label = "po_payments"
    verbose_name = "Payments: received, matched, refunded"
