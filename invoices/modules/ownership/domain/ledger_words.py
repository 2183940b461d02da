"""What an account statement says of the entries of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {"ownership": gettext_noop("change of owner %(number)s")}
