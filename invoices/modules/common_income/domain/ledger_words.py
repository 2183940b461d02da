"""What the ledger's pages say of the entries of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {"rent": gettext_noop("rent of a common part %(number)s")}
