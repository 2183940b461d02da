"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "residents.entered": gettext_noop("a household entered its page on a device"),
    "residents.refused": gettext_noop("somebody was not let into a household's page"),
    "residents.looked": gettext_noop("a household looked at its page"),
    "residents.device_revoked": gettext_noop("a device of a household was signed out"),
}
