from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NobodyToRemind(BusinessError):
    code = "nobody_to_remind"
    message = gettext_noop("Nobody in %(estate)s is to be reminded on these terms.")


class TooLittleTime(BusinessError):
    """民法典 944: a reasonable time to pay."""

    code = "too_little_time"
    message = gettext_noop("Leave at least %(days)s days to pay: the last day may not lie before %(first)s.")


class AlreadyDecided(BusinessError):
    code = "reminders_already_decided"
    message = gettext_noop("These letters are decided on already.")


class NotApproved(BusinessError):
    code = "reminders_not_approved"
    message = gettext_noop("Only approved letters are printed and delivered.")


class NothingChosen(BusinessError):
    code = "nothing_chosen"
    message = gettext_noop("Choose the letters, the way and the day of delivery.")
