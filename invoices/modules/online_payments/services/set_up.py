"""What is set up of the payment services."""

from invoices.modules.online_payments.connector.services import services_set, wechat
from invoices.modules.payments.public import PaymentChannel


def channels_set() -> list[PaymentChannel]:
    """The payment services whose keys are set."""
    return [service.channel for service in services_set()]


def wechat_appid() -> str:
    """Raises ServiceNotSet."""
    return wechat().keys.appid
