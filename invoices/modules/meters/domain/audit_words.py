"""What the audit log says of the meters."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "meters.registered": gettext_noop("Meter registered"),
    "meters.taken_out": gettext_noop("Meter taken out"),
    "meters.handed_in": gettext_noop("Readings handed in"),
    "meters.terms": gettext_noop("Terms of a supply proposed"),
    "meters.supplier_bill_taken_back": gettext_noop("Bill of a supplier taken back"),
    "meters.supplier_bill": gettext_noop("Bill of a supplier entered"),
}
