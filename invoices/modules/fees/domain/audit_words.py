"""What the audit log says of the one-off fees."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "fees.ordered": gettext_noop("One-off fee ordered"),
    "fees.closed": gettext_noop("Order of a one-off fee closed"),
    "fees.delivered": gettext_noop("Delivery written down"),
}
