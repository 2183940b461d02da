"""Taking answers: by the phone once, or from a paper that two persons keyed alike. Each home counts once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.keyed_twice import KeyedPaper, KeyedState, key_in
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.questionnaires.domain.errors import (
    AnsweredBefore,
    NothingAnswered,
    QuestionnaireNotOpen,
)
from property_ops.modules.questionnaires.domain.questions import GivenAnswer, checked, said_of
from property_ops.modules.questionnaires.models import Answer, Questionnaire, Sheet, SheetKeying
from property_ops.modules.questionnaires.models.sheet import AnsweredWay
from property_ops.modules.questionnaires.selectors.questionnaires import asked_questions

KEY = "questionnaires.key"


@transaction.atomic
def answer_on_phone(*, sheet: Sheet, answers: Sequence[GivenAnswer], now: datetime, today: date) -> Answer:
    """Raises QuestionnaireNotOpen, AnsweredBefore, NothingAnswered, AnswerNotOfQuestion, TooLong."""
    sheet = _locked(sheet)
    if not sheet.questionnaire.is_asked(today):
        raise QuestionnaireNotOpen(number=sheet.questionnaire.number)
    said = _checked(sheet, answers)
    audit.record(by=None, action="questionnaires.answered", subject=str(sheet))
    return _count(sheet, AnsweredWay.PHONE, said_of(said), [one.words for one in said], now)


@transaction.atomic
def key_sheet(*, sheet: Sheet, answers: Sequence[GivenAnswer], by: User, now: datetime) -> KeyedPaper:
    """What this person reads from the paper; its words stand as the one who agrees read them.

    Papers are keyed after the last day too, until the result is published. Raises NotAllowed, QuestionnaireNotOpen,
    AnsweredBefore, NothingAnswered, AnswerNotOfQuestion, TooLong, KeyedByYou, KeyedAlready.
    """
    require(by, KEY, sheet)
    sheet = _locked(sheet)
    if sheet.questionnaire.published_at is not None:
        raise QuestionnaireNotOpen(number=sheet.questionnaire.number)
    said = _checked(sheet, answers)
    words = [one.words for one in said]
    found = key_in(SheetKeying, sheet, said=said_of(said), by=by, now=now, words=words)
    audit.record(by=by, action="questionnaires.keyed", subject=str(sheet))
    if found.state is KeyedState.AGREED:
        _count(sheet, AnsweredWay.PAPER, found.said, words, now)
    return found


def _locked(sheet: Sheet) -> Sheet:
    """The questionnaire before the sheet: publishing waits for it. Raises AnsweredBefore."""
    questionnaire = Questionnaire.objects.select_for_update(of=("self",)).get(pk=sheet.questionnaire_id)
    found = Sheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    found.questionnaire = questionnaire
    if Answer.objects.filter(sheet=found).exists():
        raise AnsweredBefore(sheet=str(found))
    return found


def _checked(sheet: Sheet, answers: Sequence[GivenAnswer]) -> tuple[GivenAnswer, ...]:
    said = checked(asked_questions(sheet.questionnaire), answers)
    if not any(one.chosen or one.words for one in said):
        raise NothingAnswered()
    return said


def _count(sheet: Sheet, way: AnsweredWay, said: str, words: list[str], now: datetime) -> Answer:
    return Answer.objects.create(sheet=sheet, way=way, said=said, words=words, at=now)
