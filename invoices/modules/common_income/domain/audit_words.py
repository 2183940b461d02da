"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "common_income.prepared": gettext_noop("prepared a lease of a common part"),
    "common_income.ended": gettext_noop("ended a lease of a common part"),
    "common_income.posted": gettext_noop("posted the rents of common parts"),
}
