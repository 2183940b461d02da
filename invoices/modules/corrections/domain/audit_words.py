"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "corrections.credit_prepared": gettext_noop("prepared a credit note"),
    "corrections.credit_approved": gettext_noop("approved a credit note"),
    "corrections.credit_dropped": gettext_noop("dropped a credit note"),
    "corrections.credit_opened": gettext_noop("opened a credit note as PDF"),
    "corrections.viewed": gettext_noop("looked at a correction"),
    "corrections.dispute_opened": gettext_noop("took down a dispute"),
    "corrections.dispute_noted": gettext_noop("added to a dispute"),
    "corrections.dispute_answered": gettext_noop("answered a dispute"),
    "corrections.write_off_prepared": gettext_noop("prepared a write-off"),
    "corrections.write_off_approved": gettext_noop("approved a write-off"),
    "corrections.write_off_dropped": gettext_noop("dropped a write-off"),
    "corrections.recovered": gettext_noop("took back a write-off"),
    "corrections.plan_prepared": gettext_noop("prepared an instalment plan"),
    "corrections.plan_approved": gettext_noop("approved an instalment plan"),
    "corrections.plan_dropped": gettext_noop("dropped an instalment plan"),
    "corrections.terms_prepared": gettext_noop("prepared terms of late charges"),
    "corrections.terms_approved": gettext_noop("approved terms of late charges"),
    "corrections.terms_dropped": gettext_noop("dropped terms of late charges"),
}
