"""Reading questionnaires, their sheets and what came of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from property_ops.framework.models import User
from property_ops.framework.published import within
from property_ops.framework.signing import proven
from property_ops.kernel.errors import LinkExpired
from property_ops.kernel.period import Period
from property_ops.kernel.writing import squeezed
from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.questionnaires.domain.errors import SheetUnknown
from property_ops.modules.questionnaires.domain.questions import AskedQuestion, GivenAnswer, chosen_in
from property_ops.modules.questionnaires.domain.results import QuestionResult, results_of
from property_ops.modules.questionnaires.models import Answer, Questionnaire, Sheet, SheetKeying
from property_ops.modules.questionnaires.models.questionnaire import RESULT
from property_ops.modules.questionnaires.models.sheet import SHEET


@dataclass(frozen=True, slots=True)
class Participation:
    """Of the homes that were asked: how many answered, and on which way."""

    asked: int
    on_paper: int
    on_phone: int

    @property
    def answered(self) -> int:
        return self.on_paper + self.on_phone


def visible_questionnaires(user: User) -> QuerySet[Any]:
    """With `asked` and `answered`, numbers of homes."""
    sheets = Sheet.objects.filter(questionnaire=OuterRef("pk")).order_by().values("questionnaire")
    answers = Answer.objects.filter(sheet__questionnaire=OuterRef("pk")).order_by().values("sheet__questionnaire")
    return (
        Questionnaire.objects.visible_to(user)
        .select_related("estate", "by", "published_by")
        .annotate(
            asked=Subquery(sheets.annotate(count=Count("pk")).values("count")),
            answered=Subquery(answers.annotate(count=Count("pk")).values("count")),
        )
    )


def find_questionnaires(found: QuerySet[Any], text: str) -> QuerySet[Any]:
    return found.filter(Q(number__icontains=text) | Q(title__icontains=text))


def visible_sheets(user: User) -> QuerySet[Any]:
    """With `way`, `answered_at` and `keyed`, how many keyed it; what was answered stays away."""
    keyed = SheetKeying.objects.filter(sheet=OuterRef("pk")).order_by().values("sheet")
    return (
        Sheet.objects.visible_to(user)
        .select_related("questionnaire__estate", "unit")
        .annotate(
            way=F("answer__way"),
            answered_at=F("answer__at"),
            keyed=Subquery(keyed.annotate(count=Count("pk")).values("count")),
        )
    )


def sheets_to_key(user: User) -> QuerySet[Any]:
    """Keyed by others and not counted yet, with `since`: another person looks at the paper."""
    mine = SheetKeying.objects.filter(sheet=OuterRef("pk"), by=user)
    begun = Sheet.objects.visible_to(user).filter(answer=None, keyings__number=1).exclude(Exists(mine))
    return begun.annotate(since=F("keyings__at"))


def questionnaires_to_key(user: User) -> QuerySet[Any]:
    """Those with such sheets, with `since`, when the first of them was keyed."""
    sheets = sheets_to_key(user).filter(questionnaire=OuterRef("pk")).order_by("since")
    return visible_questionnaires(user).annotate(since=Subquery(sheets.values("since")[:1])).exclude(since=None)


def waiting_sheets(questionnaire: Questionnaire) -> int:
    """Papers that were keyed and do not count yet."""
    return Sheet.objects.filter(questionnaire=questionnaire, answer=None, keyings__number=1).count()


def sheet_typed(user: User, questionnaire: Questionnaire, typed: str) -> Sheet:
    """By the number printed on it, or its last digits. Raises SheetUnknown."""
    serial = squeezed(typed).rpartition("-")[2]
    found = visible_sheets(user).filter(questionnaire=questionnaire)
    sheet = found.filter(serial=int(serial)).first() if serial.isdecimal() and len(serial) < 9 else None
    if sheet is None:
        raise SheetUnknown()
    return sheet


def sheet_of_code(given: str, *, today: date) -> Sheet:
    """By the code of its QR. Raises LinkNotFound, LinkExpired."""
    found = proven(Sheet.objects.select_related("questionnaire__estate", "unit"), given, SHEET)
    if today > found.questionnaire.last_day and not is_answered(found):
        raise LinkExpired(day=found.questionnaire.last_day)
    return found


def is_answered(sheet: Sheet) -> bool:
    return Answer.objects.filter(sheet=sheet).exists()


def result_of_code(given: str) -> Questionnaire:
    """Raises LinkNotFound; also where nothing is published."""
    published = Questionnaire.objects.filter(published_at__isnull=False)
    return proven(published.select_related("estate"), given, RESULT)


def sheets_of_home(unit: Unit, today: date) -> QuerySet[Any]:
    """What the home is asked now, with `is_answered`."""
    answers = Answer.objects.filter(sheet=OuterRef("pk"))
    asked = Sheet.objects.filter(unit=unit, questionnaire__first_day__lte=today, questionnaire__last_day__gte=today)
    return asked.select_related("questionnaire").annotate(is_answered=Exists(answers)).order_by("pk")


def told_of_estate(estate: Estate, today: date) -> QuerySet[Any]:
    """For residents: what is asked, and what was published."""
    opened = Questionnaire.objects.filter(estate=estate, opened_at__isnull=False)
    found = opened.annotate(asked=Count("sheets", distinct=True), answered=Count("sheets__answer", distinct=True))
    return found.filter(Q(last_day__gte=today, first_day__lte=today) | Q(published_at__isnull=False))


def asked_questions(questionnaire: Questionnaire) -> list[AskedQuestion]:
    return [one.asked for one in questionnaire.questions.order_by("number")]


def participation(questionnaire: Questionnaire) -> Participation:
    ways = Answer.objects.filter(sheet__questionnaire=questionnaire).aggregate(
        paper=Count("pk", filter=Q(way="paper")), phone=Count("pk", filter=Q(way="phone"))
    )
    return Participation(questionnaire.sheets.count(), ways["paper"], ways["phone"])


def result_of(questionnaire: Questionnaire) -> tuple[QuestionResult, ...]:
    rows = Answer.objects.filter(sheet__questionnaire=questionnaire).values_list("said", "words")
    return results_of(asked_questions(questionnaire), [given(said, words) for said, words in rows])


def given(said: str, words: Iterable[str]) -> list[GivenAnswer]:
    """As it is stored."""
    return [GivenAnswer(chosen, text) for chosen, text in zip(chosen_in(said), words, strict=True)]


def answered_in(period: Period) -> QuerySet[Answer]:
    """Answers of homes, of all estates; what they say is shown to nobody."""
    return Answer.objects.filter(within("at__date", period)).select_related("sheet__questionnaire__estate")
