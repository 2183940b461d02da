"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "collections.dispute_opened": gettext_noop("recorded a dispute"),
    "collections.dispute_noted": gettext_noop("added to a dispute"),
    "collections.dispute_answered": gettext_noop("answered a dispute"),
    "collections.write_off_prepared": gettext_noop("prepared a write-off"),
    "collections.recovered": gettext_noop("took back a write-off"),
    "collections.plan_prepared": gettext_noop("prepared an instalment plan"),
    "collections.terms_prepared": gettext_noop("prepared terms of late charges"),
    "collections.viewed": gettext_noop("looked at a plan or a write-off"),
    "collections.letters_prepared": gettext_noop("prepared reminder letters"),
    "collections.letters_printed": gettext_noop("printed reminder letters"),
    "collections.letter_viewed": gettext_noop("looked at a reminder letter"),
    "collections.letters_delivered": gettext_noop("recorded the delivery of a reminder letter"),
}
