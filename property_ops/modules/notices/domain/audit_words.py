"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "notices.handed_over": gettext_noop("handed a notice over on paper"),
    "notices.sent": gettext_noop("a message was sent"),
    "notices.again": gettext_noop("a message is sent again"),
    "notices.put_aside": gettext_noop("a message that failed was put aside"),
    "notices.switched": gettext_noop("what people are told of was changed"),
    "notices.wish": gettext_noop("how a household is told was changed"),
    "notices.digest": gettext_noop("whether somebody gets the morning's digest was changed"),
}
