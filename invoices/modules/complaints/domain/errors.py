from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NoComplaintsAgreed(BusinessError):
    code = "no_complaints_agreed"
    message = gettext_noop("The agreement of %(estate)s has no days for complaints about an accepted work.")


class TooLateToComplain(BusinessError):
    code = "too_late_to_complain"
    message = gettext_noop("Complaints about %(number)s could be made until %(day)s.")


class NotConcerned(BusinessError):
    code = "not_concerned"
    message = gettext_noop("%(number)s was not done for this home.")


class ComplainedAlready(BusinessError):
    code = "complained_already"
    message = gettext_noop("This household complained about %(number)s already.")


class NoComplaintsChosen(BusinessError):
    code = "no_complaints_chosen"
    message = gettext_noop("Choose complaints that have no answer yet.")


class ComplaintsUnanswered(BusinessError):
    """Held for all until each is answered."""

    code = "complaints_unanswered"
    message = gettext_noop("%(count)s complaints about %(number)s have no answer yet: it stays held until they have.")


class NotHeld(BusinessError):
    code = "work_not_held"
    message = gettext_noop("%(number)s is not held.")


class ReleaseWaits(BusinessError):
    code = "release_waits"
    message = gettext_noop("The release of %(number)s waits for another person already.")
