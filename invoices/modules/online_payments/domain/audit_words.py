"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "online_payments.ordered": gettext_noop("a household began to pay"),
    "online_payments.paid": gettext_noop("a payment was confirmed by its service"),
    "online_payments.closed": gettext_noop("an order was not paid in time and closed"),
    "online_payments.notice_refused": gettext_noop("a notice of a payment service was refused"),
    "online_payments.refund_proposed": gettext_noop("proposed to give a payment back"),
    "online_payments.refund_asked": gettext_noop("a payment service was asked to give back"),
    "online_payments.bill_fetched": gettext_noop("the bill of a payment service was fetched"),
    "online_payments.code_proposed": gettext_noop("asked for another payment code"),
    "online_payments.code_changed": gettext_noop("changed the company's payment code"),
}
