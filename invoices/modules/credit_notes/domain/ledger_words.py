"""What the account statement calls the entries of this module: by the first part of their source."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "credit_note": gettext_noop("credit note %(number)s"),
}
