"""Why something is held; screens translate the sentences."""

from property_ops.kernel.text import gettext_noop

NOT_CONFIRMED = "not_confirmed"
NOT_SIGNED_BY_BOTH = "not_signed_by_both"
NO_AGREEMENT = "no_agreement"
MORE_THAN_ALL = "more_than_all"
NO_TARIFF = "no_tariff"
TARIFF_NOT_APPROVED = "tariff_not_approved"
MONTH_NOT_ENDED = "month_not_ended"
NOT_ACCEPTED = "not_accepted"
SENT_BACK = "sent_back"
NO_UNITS_IN_SCOPE = "no_units_in_scope"

REASONS = {
    NOT_CONFIRMED: gettext_noop("not confirmed for this month"),
    NOT_SIGNED_BY_BOTH: gettext_noop("not yet confirmed by both parties"),
    NO_AGREEMENT: gettext_noop("the estate has no service agreement: no service was ever confirmed"),
    MORE_THAN_ALL: gettext_noop("the weights of the confirmed services add up to more than 1"),
    NO_TARIFF: gettext_noop("no tariff in force in this month"),
    TARIFF_NOT_APPROVED: gettext_noop("a changed tariff waits for another person's approval"),
    MONTH_NOT_ENDED: gettext_noop("the month has not ended"),
    NOT_ACCEPTED: gettext_noop("waiting for acceptance"),
    SENT_BACK: gettext_noop("sent back for rework: not charged"),
    NO_UNITS_IN_SCOPE: gettext_noop("no unit lies in the scope of allocation"),
}

SOURCES = {
    "service": gettext_noop("Service fee"),
    "parking": gettext_noop("Parking fee"),
    "works": gettext_noop("Work order"),
    "late_charge": gettext_noop("Late charge"),
    "correction": gettext_noop("Correction"),
}
"""What the charges of our own sources are called; another module's source goes by its code."""
