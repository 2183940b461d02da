"""What is refused of requests and surveys."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NotInOrder(BusinessError):
    code = "request_days_not_in_order"
    message = gettext_noop("%(later)s lies before %(earlier)s, when the request was received.")


class AnswerMissing(BusinessError):
    code = "answer_missing"
    message = gettext_noop("An answered request says what came of it.")


class UnitElsewhere(BusinessError):
    code = "unit_elsewhere"
    message = gettext_noop("Unit %(unit)s does not belong to %(estate)s.")


class WorkElsewhere(BusinessError):
    code = "request_work_elsewhere"
    message = gettext_noop("Work order %(number)s is not one of %(estate)s.")


class NotATally(BusinessError):
    code = "not_a_tally"
    message = gettext_noop(
        "Of %(asked)s asked households %(took_part)s took part and %(satisfied)s are satisfied: that cannot be."
    )


class NoSuchWork(BusinessError):
    code = "no_such_work"
    message = gettext_noop("There is no work order %(number)s.")


class HasWorkAlready(BusinessError):
    code = "request_has_work"
    message = gettext_noop("A work order came of request %(request)s already.")


class NotSaid(BusinessError):
    code = "request_not_said"
    message = gettext_noop("Write what is the matter.")


class NotYours(BusinessError):
    code = "request_not_yours"
    message = gettext_noop("Only whoever asked says this.")


class RatedAlready(BusinessError):
    code = "request_rated_already"
    message = gettext_noop("Request %(request)s was rated already. Whoever asked can have it taken up again.")


class StaffCannotRate(BusinessError):
    code = "staff_cannot_rate"
    message = gettext_noop("Only whoever asked rates it. In this browser somebody of the office is logged in.")


class CallWithoutWords(BusinessError):
    code = "call_without_words"
    message = gettext_noop("Say whom you called: what is told by telephone counts only so.")


class CallNotYet(BusinessError):
    code = "call_not_yet"
    message = gettext_noop("The call lies before the answer of %(answered)s, or in the future.")


class SubjectUnknown(BusinessError):
    code = "request_subject_unknown"
    message = gettext_noop("%(estate)s has nothing of the kind by the name %(text)s.")


class NotAnswered(BusinessError):
    code = "request_not_answered"
    message = gettext_noop("Request %(request)s has no answer yet that could be printed.")


class TooManyReports(BusinessError):
    """Of one visitor alone; nobody else waits for it."""

    code = "too_many_reports"
    message = gettext_noop(
        "From this phone no more than %(most)s reports an hour are taken. In an emergency call the office."
    )


class NotPaused(BusinessError):
    code = "request_not_paused"
    message = gettext_noop("The clock of request %(request)s stands no more.")


class PausedAlready(BusinessError):
    code = "request_paused_already"
    message = gettext_noop("The clock of request %(request)s stands already.")


class PauseWithoutReason(BusinessError):
    code = "request_pause_without_reason"
    message = gettext_noop("Say why the clock stands.")


class NothingRuns(BusinessError):
    code = "request_clock_does_not_run"
    message = gettext_noop("Request %(request)s is not open: no clock runs.")


class ClockDayTaken(BusinessError):
    code = "request_clock_day_taken"
    message = gettext_noop("For this kind other times count from %(day)s already.")


class ClockInThePast(BusinessError):
    code = "request_clock_in_the_past"
    message = gettext_noop("Other times count from today on at the earliest: what was asked before keeps its own.")


class TooManyAsked(BusinessError):
    code = "too_many_requests_asked"
    message = gettext_noop("No more than %(most)s requests a day on this page. In an emergency call the office.")


class HomeLeft(BusinessError):
    code = "home_left"
    message = gettext_noop("This household has left the home: only who lives or owns there now asks on its page.")


class AskedOnTheirPage(BusinessError):
    code = "asked_on_their_page"
    message = gettext_noop("Only a household itself asks on its own page. Say how this request reached the office.")


class RatedByOthersOnly(BusinessError):
    """Of a paper that was printed by whoever had a part in the answer."""

    code = "rated_by_others_only"
    message = gettext_noop(
        "This paper was printed by one who answered: it rates nothing. Ask for one printed by somebody else, or to be "
        "called back."
    )


class CodeWrong(BusinessError):
    code = "rating_code_wrong"
    message = gettext_noop("The code is wrong or too old. Have a new one sent.")


class CodeSentOften(BusinessError):
    """Of one request; nobody else waits for it."""

    code = "rating_code_sent_often"
    message = gettext_noop("Enough codes for now. Please try again in an hour.")
