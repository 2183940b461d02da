"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "visitor_fees.prepared": gettext_noop("proposed what visitors pay for parking"),
    "visitor_fees.looked": gettext_noop("a visitor looked at what a stay costs"),
}
