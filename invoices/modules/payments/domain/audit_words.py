"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "payments.entered": gettext_noop("entered a receipt"),
    "payments.matched": gettext_noop("matched a receipt"),
    "payments.unmatched": gettext_noop("undid the match of a receipt"),
    "payments.deferred": gettext_noop("deferred a receipt"),
    "payments.refund_proposed": gettext_noop("proposed a refund"),
    "payments.transferred": gettext_noop("called a receipt an own transfer"),
    "payments.coded": gettext_noop("coded a payment out"),
    "payments.uncoded": gettext_noop("undid what was said of money"),
    "payments.refund_link_proposed": gettext_noop("proposed which receipt a payment gives back"),
    "payments.printed": gettext_noop("printed receipts"),
    "payments.viewed": gettext_noop("looked at a receipt"),
}
