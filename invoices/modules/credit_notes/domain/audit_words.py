"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "credit_notes.prepared": gettext_noop("prepared a credit note"),
    "credit_notes.opened": gettext_noop("opened a credit note as PDF"),
    "credit_notes.viewed": gettext_noop("looked at a credit note"),
}
