"""Drawing up a questionnaire, opening it to the homes of an estate, printing it, and publishing what came of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import within
from property_ops.modules.estates.public import Company, Estate, Unit
from property_ops.modules.questionnaires.domain.errors import (
    DaysNotInOrder,
    NobodyToAsk,
    PapersWait,
    PublishedBefore,
    QuestionnaireNotOpen,
    QuestionnaireOpened,
    QuestionsMissing,
    StillAsked,
)
from property_ops.modules.questionnaires.domain.questions import MOST_QUESTIONS, AskedQuestion
from property_ops.modules.questionnaires.models import Question, Questionnaire, Sheet
from property_ops.modules.questionnaires.reports.sheets import SheetDoc, draw_sheets
from property_ops.modules.questionnaires.selectors.questionnaires import asked_questions, waiting_sheets

CHANGE = "questionnaires.change"


@dataclass(frozen=True, slots=True)
class QuestionnaireTerms:
    """`last_day` still counts."""

    title: str
    words: str
    first_day: date
    last_day: date


@transaction.atomic
def draw_up(*, estate: Estate, terms: QuestionnaireTerms, by: User, now: datetime) -> Questionnaire:
    """Raises NotAllowed, DaysNotInOrder, TooLong."""
    require(by, CHANGE, estate)
    if terms.last_day < terms.first_day:
        raise DaysNotInOrder()
    made = Questionnaire.objects.create(
        number=Questionnaire.series.next(terms.first_day.year),
        estate=estate,
        title=within(terms.title, most=60),
        words=within(terms.words, most=300),
        first_day=terms.first_day,
        last_day=terms.last_day,
        by=by,
        at=now,
    )
    audit.record(by=by, action="questionnaires.drawn_up", subject=made.number, estate=estate.code)
    return made


@transaction.atomic
def set_questions(*, questionnaire: Questionnaire, questions: Sequence[AskedQuestion], by: User) -> None:
    """In place of those that were there. Raises NotAllowed, QuestionnaireOpened, QuestionsMissing."""
    found = _locked(questionnaire, by)
    if found.opened_at is not None:
        raise QuestionnaireOpened(number=found.number)
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise QuestionsMissing(most=MOST_QUESTIONS)
    found.questions.all().delete()
    Question.objects.bulk_create(
        Question(questionnaire=found, number=number, kind=one.kind, text=one.text, options="\n".join(one.options))
        for number, one in enumerate(questions, 1)
    )


@transaction.atomic
def open_questionnaire(
    *, questionnaire: Questionnaire, by: User, now: datetime, buildings: Collection[int] = ()
) -> Questionnaire:
    """A sheet for each home of the estate, or of these buildings; the questions stay as they are from now on.

    Raises NotAllowed, QuestionnaireOpened, QuestionsMissing, NobodyToAsk.
    """
    found = _locked(questionnaire, by)
    if found.opened_at is not None:
        raise QuestionnaireOpened(number=found.number)
    if not found.questions.exists():
        raise QuestionsMissing(most=MOST_QUESTIONS)
    homes = Unit.objects.filter(estate=found.estate_id, use="residential").order_by("building", "entrance", "room")
    if buildings:
        homes = homes.filter(building__in=buildings)
    sheets = [
        Sheet(questionnaire=found, serial=serial, unit_id=unit)
        for serial, unit in enumerate(homes.values_list("pk", flat=True), 1)
    ]
    if not sheets:
        raise NobodyToAsk()
    Sheet.objects.bulk_create(sheets)
    found.opened_at = now
    found.save(update_fields=["opened_at"])
    audit.record(by=by, action="questionnaires.opened", subject=found.number, homes=len(sheets))
    return found


def print_sheets(*, questionnaire: Questionnaire, by: User) -> bytes:
    """The PDF of all sheets that have no answer yet, with their codes. Raises NotAllowed, QuestionnaireNotOpen."""
    require(by, CHANGE, questionnaire)
    if questionnaire.opened_at is None:
        raise QuestionnaireNotOpen(number=questionnaire.number)
    sheets = questionnaire.sheets.filter(answer=None).select_related("unit", "questionnaire").order_by("serial")
    audit.record(by=by, action="questionnaires.printed", subject=questionnaire.number, count=len(sheets))
    return draw_sheets(
        [SheetDoc(str(one), settings.PUBLIC_URL + reverse("questionnaire_answer", args=[one.code])) for one in sheets],
        title=questionnaire.title,
        words=questionnaire.words,
        number=questionnaire.number,
        estate=questionnaire.estate.name,
        last_day=questionnaire.last_day,
        questions=asked_questions(questionnaire),
        company=Company.load(),
    )


@transaction.atomic
def publish_result(*, questionnaire: Questionnaire, by: User, now: datetime, today: date) -> Questionnaire:
    """Once, after the last day and with every paper keyed by two.

    Raises NotAllowed, QuestionnaireNotOpen, StillAsked, PapersWait, PublishedBefore.
    """
    found = _locked(questionnaire, by)
    if found.opened_at is None:
        raise QuestionnaireNotOpen(number=found.number)
    if found.published_at is not None:
        raise PublishedBefore(number=found.number)
    if today <= found.last_day:
        raise StillAsked(number=found.number, day=found.last_day)
    if waiting := waiting_sheets(found):
        raise PapersWait(count=waiting)
    found.published_at, found.published_by = now, by
    found.save(update_fields=["published_at", "published_by"])
    audit.record(by=by, action="questionnaires.published", subject=found.number)
    return found


def _locked(questionnaire: Questionnaire, by: User) -> Questionnaire:
    found = Questionnaire.objects.select_for_update(of=("self",)).get(pk=questionnaire.pk)
    require(by, CHANGE, found)
    return found
