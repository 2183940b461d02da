"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "ledger.month_closed": gettext_noop("closed a month"),
    "ledger.month_reopened": gettext_noop("reopened a month"),
}
