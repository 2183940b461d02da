"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "ledger.account_added": gettext_noop("added a ledger account"),
    "ledger.account_changed": gettext_noop("changed a ledger account"),
    "ledger.account_removed": gettext_noop("removed a ledger account"),
    "ledger.exported": gettext_noop("exported the whole ledger"),
    "ledger.month_closed": gettext_noop("closed a month"),
    "ledger.reopening_asked": gettext_noop("requested the reopening of a month"),
}
