from invoices.modules.online_payments.services.asking import ask, settle_open_orders, take_notice, take_proven
from invoices.modules.online_payments.services.bills import take_in_bill
from invoices.modules.online_payments.services.codes import approve_payment_code, propose_payment_code
from invoices.modules.online_payments.services.landing import land
from invoices.modules.online_payments.services.ordering import (
    PayersBrowser,
    begin_payment,
    open_order,
    open_order_of_estate,
    payer_in_wechat,
)
from invoices.modules.online_payments.services.refunding import (
    approve_online_refund,
    carry_out,
    carry_out_all,
    propose_online_refund,
    take_refund_word,
)
from invoices.modules.online_payments.services.set_up import channels_set, wechat_appid

__all__ = [
    "PayersBrowser",
    "approve_online_refund",
    "approve_payment_code",
    "ask",
    "begin_payment",
    "carry_out",
    "carry_out_all",
    "channels_set",
    "land",
    "open_order",
    "open_order_of_estate",
    "payer_in_wechat",
    "propose_online_refund",
    "propose_payment_code",
    "settle_open_orders",
    "take_in_bill",
    "take_notice",
    "take_proven",
    "take_refund_word",
    "wechat_appid",
]
