"""What questionnaires refuse."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class OptionsMissing(BusinessError):
    code = "questionnaire_options_missing"
    message = gettext_noop("“%(question)s” needs two to %(most)s options, each another one.")


class OptionsWithoutChoice(BusinessError):
    code = "questionnaire_options_without_choice"
    message = gettext_noop("“%(question)s” is no question with options.")


class QuestionsMissing(BusinessError):
    code = "questionnaire_questions_missing"
    message = gettext_noop("A questionnaire asks one to %(most)s questions.")


class DaysNotInOrder(BusinessError):
    code = "questionnaire_days_not_in_order"
    message = gettext_noop("The last day lies before the first.")


class QuestionnaireOpened(BusinessError):
    code = "questionnaire_opened"
    message = gettext_noop("%(number)s is open: its questions stay as they are.")


class QuestionnaireNotOpen(BusinessError):
    """Not opened yet, before its first day, or after its last day where only papers are still keyed."""

    code = "questionnaire_not_open"
    message = gettext_noop("%(number)s takes no answers now.")


class NobodyToAsk(BusinessError):
    code = "questionnaire_nobody_to_ask"
    message = gettext_noop("In these buildings there is no home to ask.")


class AnsweredBefore(BusinessError):
    code = "questionnaire_answered_before"
    message = gettext_noop("Sheet %(sheet)s has its answer already: it counts once.")


class AnswerNotOfQuestion(BusinessError):
    code = "questionnaire_answer_not_of_question"
    message = gettext_noop("Question %(number)s has no such answer.")


class NothingAnswered(BusinessError):
    code = "questionnaire_nothing_answered"
    message = gettext_noop("Answer one question at least.")


class StaffCannotAnswer(BusinessError):
    code = "questionnaire_staff_cannot_answer"
    message = gettext_noop("Only the household answers here. In this browser somebody of the office is logged in.")


class StillAsked(BusinessError):
    code = "questionnaire_still_asked"
    message = gettext_noop("%(number)s is asked until %(day)s; its result is published after that.")


class PapersWait(BusinessError):
    code = "questionnaire_papers_wait"
    message = gettext_noop("%(count)s sheets wait for a second person's keying.")


class PublishedBefore(BusinessError):
    code = "questionnaire_published_before"
    message = gettext_noop("The result of %(number)s is published already.")


class SheetUnknown(BusinessError):
    code = "questionnaire_sheet_unknown"
    message = gettext_noop("There is no such sheet.")
