"""What an account statement says of the entries of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "work_cost": gettext_noop("cost of work %(number)s"),
    "true_up": gettext_noop("true-up %(number)s"),
    "cost": gettext_noop("cost voucher %(number)s"),
}
