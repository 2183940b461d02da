"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "breakeven.prepared": gettext_noop("prepared a cost voucher"),
    "breakeven.true_up_prepared": gettext_noop("prepared a true-up"),
    "breakeven.works_posted": gettext_noop("posted costs of works"),
}
