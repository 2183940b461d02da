"""What a neighbour may use of the online payments."""

from invoices.modules.online_payments.domain.states import OrderState
from invoices.modules.online_payments.domain.words import PaidFact, ServiceNotice
from invoices.modules.online_payments.models import OnlineOrder
from invoices.modules.online_payments.selectors.orders import order_of, payment_codes
from invoices.modules.online_payments.services import (
    PayersBrowser,
    ask,
    begin_payment,
    channels_set,
    open_order,
    open_order_of_estate,
    payer_in_wechat,
    take_proven,
    wechat_appid,
)

__all__ = [
    "OnlineOrder",
    "OrderState",
    "PaidFact",
    "PayersBrowser",
    "ServiceNotice",
    "ask",
    "begin_payment",
    "channels_set",
    "open_order",
    "open_order_of_estate",
    "order_of",
    "payer_in_wechat",
    "payment_codes",
    "take_proven",
    "wechat_appid",
]
