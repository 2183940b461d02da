"""A questionnaire that runs, for tests here and elsewhere."""

from datetime import UTC, date, datetime

from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate
from property_ops.modules.questionnaires.public import (
    AskedQuestion,
    GivenAnswer,
    QuestionKind,
    Questionnaire,
    QuestionnaireTerms,
    draw_up,
    open_questionnaire,
    set_questions,
)

FIRST, LAST, AFTER = date(2022, 6, 1), date(2022, 6, 10), date(2022, 6, 11)
NOW = datetime(2022, 6, 5, 4, tzinfo=UTC)
QUESTIONS = (
    AskedQuestion(QuestionKind.SINGLE, "灯亮吗", ("亮", "不亮")),
    AskedQuestion(QuestionKind.TEXT, "其他意见"),
)
YES, NO = ([GivenAnswer((number,)), GivenAnswer(words=words)] for number, words in ((1, ""), (2, "多处不亮")))


def asked(estate: Estate, by: User, *, last_day: date = LAST) -> Questionnaire:
    """Of all homes of the estate, open."""
    terms = QuestionnaireTerms("楼道照明", "", FIRST, last_day)
    made = draw_up(estate=estate, terms=terms, by=by, now=NOW)
    set_questions(questionnaire=made, questions=QUESTIONS, by=by)
    return open_questionnaire(questionnaire=made, by=by, now=NOW)
