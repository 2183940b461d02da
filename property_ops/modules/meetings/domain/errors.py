"""What meetings refuse."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class MeetingMinuted(BusinessError):
    code = "meeting_minuted"
    message = gettext_noop("The minutes of %(meeting)s are written already and stay as they are.")


class MeetingToCome(BusinessError):
    code = "meeting_to_come"
    message = gettext_noop("%(meeting)s has not begun yet.")


class MeetingCalledOff(BusinessError):
    code = "meeting_called_off"
    message = gettext_noop("%(meeting)s was called off.")


class MeetingBegun(BusinessError):
    code = "meeting_begun"
    message = gettext_noop("%(meeting)s has begun: what came of it stands in its minutes.")


class OpinionAnswered(BusinessError):
    code = "opinion_answered"
    message = gettext_noop("This opinion has its answer already.")


class AnswerDueBefore(BusinessError):
    code = "opinion_due_before_meeting"
    message = gettext_noop("The answer cannot be due before the meeting.")


class NothingOfNumber(BusinessError):
    code = "opinion_nothing_of_number"
    message = gettext_noop("There is no work order and no vote %(number)s in this estate.")


class OpinionBecame(BusinessError):
    code = "opinion_became"
    message = gettext_noop("This opinion is the request %(request)s already.")
