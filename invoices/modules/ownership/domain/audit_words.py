"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "ownership.prepared": gettext_noop("prepared a change of owner"),
    "ownership.printed": gettext_noop("printed the settlement of a change of owner"),
    "ownership.certified": gettext_noop("certified a settled account"),
    "ownership.certificate_printed": gettext_noop("printed a certificate of a settled account"),
}
