from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NothingToCredit(BusinessError):
    code = "nothing_to_credit"
    message = gettext_noop("Say for one line at least how much of it is credited.")


class CreditTooLarge(BusinessError):
    """docs/product.md rule 7: credits never exceed what they credit."""

    code = "credit_too_large"
    message = gettext_noop(
        "%(item)s of bill %(bill)s: %(amount)s is more than the %(left)s of the line that are not credited yet."
    )


class NotIssued(BusinessError):
    code = "not_issued"
    message = gettext_noop("Only a line of an issued bill can be corrected; a draft is simply drafted anew.")


class ReasonMissing(BusinessError):
    code = "reason_missing"
    message = gettext_noop("Say why: a correction needs a reason.")


class AlreadyDecided(BusinessError):
    code = "already_decided"
    message = gettext_noop("%(thing)s is decided already.")


class NotCreditedInFull(BusinessError):
    """docs/product.md rule 6: a source is charged anew only after all of it was credited."""

    code = "not_credited_in_full"
    message = gettext_noop(
        "%(item)s can be billed anew only when all of it is credited: %(left)s of the line would still stand."
    )


class SameAsBefore(BusinessError):
    code = "same_as_before"
    message = gettext_noop("%(item)s would be billed anew as it was: %(amount)s. Change the quantity or the price.")


class DisputedAlready(BusinessError):
    code = "disputed_already"
    message = gettext_noop("%(item)s of bill %(bill)s is being looked into already.")


class DueDayPassed(BusinessError):
    code = "due_day_passed"
    message = gettext_noop("The new due day must lie after %(today)s, so that there is time to pay.")


class NothingOpen(BusinessError):
    code = "nothing_open"
    message = gettext_noop("Choose lines of one payer on which something is open (%(unit)s).")


class WriteOffTooLarge(BusinessError):
    code = "write_off_too_large"
    message = gettext_noop(
        "%(item)s of bill %(bill)s: only %(open)s of the line are open, %(amount)s cannot be written off."
    )


class RecoveryTooLarge(BusinessError):
    code = "recovery_too_large"
    message = gettext_noop("%(item)s: only %(left)s of it are written off, %(amount)s cannot be taken back.")


class PartsDoNotAddUp(BusinessError):
    code = "parts_do_not_add_up"
    message = gettext_noop("The parts add up to %(parts)s, the debt is %(debt)s: they must be equal.")


class PartsNotInOrder(BusinessError):
    code = "parts_not_in_order"
    message = gettext_noop("Each part must be due after the one before it, and the first one not before %(today)s.")


class PlannedAlready(BusinessError):
    code = "planned_already"
    message = gettext_noop("%(item)s of bill %(bill)s stands in an instalment plan already.")


class TermsOverlap(BusinessError):
    code = "terms_overlap"
    message = gettext_noop("Terms of late charges for %(estate)s are there already from %(start)s on.")
