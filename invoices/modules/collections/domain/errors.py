from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NobodyToRemind(BusinessError):
    code = "nobody_to_remind"
    message = gettext_noop("Nobody in %(estate)s is to be reminded on these terms.")


class TooLittleTime(BusinessError):
    """民法典 944: a reasonable time to pay."""

    code = "too_little_time"
    message = gettext_noop("Leave at least %(days)s days to pay: the last day may not lie before %(first)s.")


class NotApproved(BusinessError):
    code = "reminders_not_approved"
    message = gettext_noop("Only approved letters are printed and delivered.")


class NoLettersChosen(BusinessError):
    code = "no_letters_chosen"
    message = gettext_noop("Choose the letters, the way and the day of delivery.")


class DisputedAlready(BusinessError):
    code = "disputed_already"
    message = gettext_noop("%(item)s of bill %(bill)s is being looked into already.")


class DueDayPassed(BusinessError):
    code = "due_day_passed"
    message = gettext_noop("The new due date must lie after %(today)s, so that there is time to pay.")


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
