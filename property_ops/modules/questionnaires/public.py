"""What the pages of questionnaires use, and a neighbour may."""

from property_ops.modules.questionnaires.domain.questions import (
    CLOSED,
    AskedQuestion,
    GivenAnswer,
    QuestionKind,
)
from property_ops.modules.questionnaires.domain.results import QuestionResult, published
from property_ops.modules.questionnaires.models import Questionnaire
from property_ops.modules.questionnaires.models.sheet import AnsweredWay
from property_ops.modules.questionnaires.services.answering import KEY, answer_on_phone, key_sheet
from property_ops.modules.questionnaires.services.asking import (
    CHANGE,
    QuestionnaireTerms,
    draw_up,
    open_questionnaire,
    print_sheets,
    publish_result,
    set_questions,
)

__all__ = [
    "CHANGE",
    "CLOSED",
    "KEY",
    "AnsweredWay",
    "AskedQuestion",
    "GivenAnswer",
    "QuestionKind",
    "QuestionResult",
    "Questionnaire",
    "QuestionnaireTerms",
    "answer_on_phone",
    "draw_up",
    "key_sheet",
    "open_questionnaire",
    "print_sheets",
    "publish_result",
    "published",
    "set_questions",
]
