from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NothingToPayFor(BusinessError):
    code = "nothing_to_pay_for"
    message = gettext_noop("Nothing of what was chosen is still open. Look at the page again.")


class SumNotPossible(BusinessError):
    code = "online_sum_not_possible"
    message = gettext_noop("Pay between ¥0.01 and ¥%(most)s at a time.")


class ServiceNotSet(BusinessError):
    code = "payment_service_not_set"
    message = gettext_noop("Payment by %(service)s is not set up here.")


class ServiceFailed(BusinessError):
    """The payment service could not be asked, or its answer could not be trusted. Nothing was booked."""

    code = "payment_service_failed"
    message = gettext_noop("%(service)s does not answer as it should (%(reason)s). Nothing was booked; try again.")


class NoticeRefused(BusinessError):
    """Who sent it, or what it says, is not what was agreed with the service."""

    code = "payment_notice_refused"
    message = gettext_noop("The notice is refused: %(reason)s.")


class NoSuchOrder(BusinessError):
    code = "no_such_online_order"
    message = gettext_noop("There is no order %(order)s.")


class AmountDiffers(BusinessError):
    code = "online_amount_differs"
    message = gettext_noop("Order %(order)s is of ¥%(ordered)s, the service says ¥%(said)s. Nothing was booked.")


class OrderPaidOtherwise(BusinessError):
    code = "order_paid_otherwise"
    message = gettext_noop("Order %(order)s was paid by %(known)s; %(said)s is told of now. A person must look at it.")


class RefundNotPossible(BusinessError):
    code = "online_refund_not_possible"
    message = gettext_noop("Of order %(order)s ¥%(left)s can be given back, not ¥%(amount)s.")


class BillDamaged(BusinessError):
    code = "payment_bill_damaged"
    message = gettext_noop("The bill of %(service)s of %(day)s is damaged on the way: its digest differs.")


class PaymentCodeWaits(BusinessError):
    code = "payment_code_waits"
    message = gettext_noop("A change of a payment code waits for approval already: it must be decided first.")


class SamePaymentCode(BusinessError):
    code = "same_payment_code"
    message = gettext_noop("This is the payment code already.")


class NotAPaymentCode(BusinessError):
    code = "not_a_payment_code"
    message = gettext_noop(
        "In this picture there is no payment code that can be read. Photograph it straight and whole."
    )
