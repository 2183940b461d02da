"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "erasure.asked": gettext_noop("asked to erase a former resident's personal data"),
    "erasure.done": gettext_noop("erased a former resident's personal data"),
    "erasure.looked": gettext_noop("looked at an erasure of personal data"),
}
