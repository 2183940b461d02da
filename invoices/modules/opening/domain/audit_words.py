"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "opening.prepared": gettext_noop("prepared opening balances"),
    "opening.undone": gettext_noop("undid opening balances"),
}
