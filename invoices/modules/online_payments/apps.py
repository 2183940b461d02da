from django.apps import AppConfig


class OnlinePaymentsConfig(AppConfig):
    name = "invoices.modules.online_payments"
    label = "po_online_payments"
    verbose_name = "Payments by WeChat Pay and Alipay"

    def ready(self) -> None:
        """Keys that are set must be whole: said at the start, not when somebody pays."""
        from invoices.modules.online_payments.connector.configuration import service_keys

        service_keys()
