"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "news.published": gettext_noop("published something for residents"),
    "news.corrected": gettext_noop("corrected what residents read"),
    "news.withdrawn": gettext_noop("took away what residents read"),
    "news.photo_added": gettext_noop("added a photo to what residents read"),
    "news.number_kept": gettext_noop("kept a telephone number for residents"),
    "news.number_removed": gettext_noop("removed a telephone number for residents"),
}
