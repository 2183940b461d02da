"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "arrears.prepared": gettext_noop("prepared reminder letters"),
    "arrears.approved": gettext_noop("approved reminder letters"),
    "arrears.dropped": gettext_noop("dropped reminder letters"),
    "arrears.printed": gettext_noop("printed reminder letters"),
    "arrears.viewed": gettext_noop("looked at a reminder letter"),
    "arrears.delivered": gettext_noop("recorded the delivery of a reminder letter"),
}
