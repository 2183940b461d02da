"""What an account statement says of the entries of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {"till": gettext_noop("difference of the till %(number)s")}
