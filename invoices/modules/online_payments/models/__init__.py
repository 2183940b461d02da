from invoices.modules.online_payments.models.bill_of_day import BillOfDay
from invoices.modules.online_payments.models.notice import ReceivedNotice
from invoices.modules.online_payments.models.order import OnlineOrder, OrderedLine
from invoices.modules.online_payments.models.payment_code import PaymentCode, PaymentCodeChange
from invoices.modules.online_payments.models.refund import OnlineRefund

__all__ = [
    "BillOfDay",
    "OnlineOrder",
    "OnlineRefund",
    "OrderedLine",
    "PaymentCode",
    "PaymentCodeChange",
    "ReceivedNotice",
]
