"""What an account statement says of the entries of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {"vat": gettext_noop("VAT of %(number)s")}
