"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "month_end.taken_up": gettext_noop("took up failed parts of a month's end"),
    "month_end.dropped": gettext_noop("dropped parts of a month's end"),
}
