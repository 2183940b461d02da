"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "works.photo_added": gettext_noop("added a photo of a work"),
    "works.photo_removed": gettext_noop("took a photo of a work away"),
}
