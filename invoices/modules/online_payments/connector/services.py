"""The payment services whose keys are set."""

from django.conf import settings

from invoices.modules.online_payments.connector.alipay import AlipayService
from invoices.modules.online_payments.connector.configuration import service_keys
from invoices.modules.online_payments.connector.contract import PaymentService
from invoices.modules.online_payments.connector.wechat import WeChatPayService
from invoices.modules.online_payments.domain.errors import ServiceNotSet
from invoices.modules.payments.public import PaymentChannel


def services_set() -> list[PaymentService]:
    keys = service_keys()
    found: list[PaymentService] = []
    if keys.wechat:
        found.append(WeChatPayService(keys.wechat, notices=_notices(PaymentChannel.WECHAT)))
    if keys.alipay:
        found.append(AlipayService(keys.alipay, notices=_notices(PaymentChannel.ALIPAY)))
    return found


def service_of(channel: str) -> PaymentService:
    """Raises ServiceNotSet."""
    found = next((one for one in services_set() if one.channel == channel), None)
    if found is None:
        raise ServiceNotSet(service=channel)
    return found


def wechat() -> WeChatPayService:
    """Raises ServiceNotSet."""
    found = service_of(PaymentChannel.WECHAT)
    assert isinstance(found, WeChatPayService)
    return found


def _notices(channel: PaymentChannel) -> str:
    return f"{settings.PUBLIC_URL}/pay/{channel.value}/notice"
