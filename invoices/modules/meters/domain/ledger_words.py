"""What the ledger's pages say of the entries of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "supply": gettext_noop("bill of a supplier %(number)s"),
    "supply_undone": gettext_noop("bill of a supplier %(number)s taken back"),
}
