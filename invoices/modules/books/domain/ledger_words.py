"""What an account statement says of the entries of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "carry_forward": gettext_noop("income and cost carried forward %(number)s"),
    "voucher": gettext_noop("voucher %(number)s"),
    "year_end": gettext_noop("result of the year carried forward %(number)s"),
}
