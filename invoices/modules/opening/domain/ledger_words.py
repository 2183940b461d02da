"""What an account statement says of the entries of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "opening": gettext_noop("opening balances %(number)s"),
    "opening_undone": gettext_noop("opening balances %(number)s undone"),
}
