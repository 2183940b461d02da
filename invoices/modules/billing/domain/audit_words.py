"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "billing.viewed": gettext_noop("looked at a bill"),
    "billing.draft": gettext_noop("drafted bills"),
    "billing.approve": gettext_noop("approved bills"),
    "billing.send_back": gettext_noop("sent bills back"),
    "billing.issue": gettext_noop("issued bills"),
}
