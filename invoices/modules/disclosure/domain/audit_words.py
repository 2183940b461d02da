"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "disclosure.prepared": gettext_noop("prepared a disclosure"),
    "disclosure.photo_added": gettext_noop("added a photo of a posted disclosure"),
}
