"""The rows that an assessment counts: each with whether it counts as done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from property_ops.framework.models import User
from property_ops.kernel.period import Period
from property_ops.modules.assessment.domain.parts import AssessedKind, AssessedPart
from property_ops.modules.assessment.models import CalledToTraining
from property_ops.modules.dispatch.public import Crew, Visit, VisitState
from property_ops.modules.estates.public import Estate
from property_ops.modules.requests.public import Request, Satisfaction
from property_ops.modules.rounds.public import RoundScan
from property_ops.modules.works.public import WorkOrder, WorkResult

COMPLETED = ("answered", "closed")


@dataclass(frozen=True, slots=True)
class Assessed:
    """Who or what is assessed. `key` stands in addresses."""

    kind: AssessedKind
    key: str
    name: str
    thing: Any


def of_person(user: User) -> Assessed:
    return Assessed(AssessedKind.PERSON, str(user.pk), str(user), user)


def of_crew(crew: Crew) -> Assessed:
    return Assessed(AssessedKind.CREW, str(crew.pk), crew.name, crew)


def of_estate(estate: Estate) -> Assessed:
    return Assessed(AssessedKind.ESTATE, estate.code, estate.name, estate)


def whose_is(row: Any) -> Assessed:
    """Of an objection or a settled sheet."""
    if row.person_id:
        return of_person(row.person)
    return of_crew(row.crew) if row.crew_id else of_estate(row.estate)


@dataclass(frozen=True, slots=True)
class PartRows:
    """The rows of a part in some days, whose each is (`owner`), and which `counts`. Rows are told apart by `id`."""

    rows: Callable[[Period], QuerySet[Any]]
    owner: str
    counts: Q

    def figures(self, days: Period) -> Mapping[int, tuple[int, int]]:
        """By owner (counting, of); asks once, however many there are."""
        whole = Count("id", distinct=True)
        part = Count("id", filter=self.counts, distinct=True)
        found = self.rows(days).order_by().values(self.owner).annotate(done=part, of=whole)
        return {row[self.owner]: (row["done"], row["of"]) for row in found}

    def figures_of(self, owner: int, days: Period) -> tuple[int, int]:
        return self._of(owner).figures(days).get(owner, (0, 0))

    def rows_of(self, owner: int, days: Period, most: int) -> Sequence[tuple[Any, bool]]:
        """Each row, and whether it counts: first those that do not."""
        rows = self._of(owner).rows(days)
        counting = set(rows.filter(self.counts).order_by().values_list("id", flat=True))
        found = {row.id: (row, row.id in counting) for row in rows}
        return sorted(found.values(), key=lambda one: one[1])[:most]

    def _of(self, owner: int) -> "PartRows":
        return PartRows(lambda days: self.rows(days).filter(**{self.owner: owner}), self.owner, self.counts)


def _moments(days: Period) -> tuple[datetime, datetime]:
    first, last = (timezone.make_aware(datetime.combine(day, time.min)) for day in (days.start, days.end))
    return first, last


def _answered(days: Period) -> QuerySet[Any]:
    found = Request.objects.filter(answered_on__gte=days.start, answered_on__lt=days.end)
    return found.order_by("answered_on", "number")


def _rated(days: Period) -> QuerySet[Any]:
    return _answered(days).exclude(satisfaction="")


def _ever_answered(days: Period) -> QuerySet[Any]:
    """As the history has them: an answer that was re-opened is in it, and does not stand any more."""
    stands = Request.objects.filter(
        pk=OuterRef("id"), state__in=COMPLETED, answered_by=OuterRef("answered_by"), answered_on=OuterRef("answered_on")
    )
    of_nobody = Request.objects.filter(
        pk=OuterRef("id"), state__in=COMPLETED, answered_by=None, answered_on=OuterRef("answered_on")
    )
    past = Request.history.filter(state="answered", answered_on__gte=days.start, answered_on__lt=days.end)
    return past.annotate(stands=Exists(stands) | Exists(of_nobody)).order_by("number")


def _scans(days: Period) -> QuerySet[Any]:
    first, last = _moments(days)
    found = RoundScan.objects.filter(scanned_at__gte=first, scanned_at__lt=last)
    return found.select_related("checkpoint__estate").order_by("scanned_at")


def _visits(days: Period) -> QuerySet[Any]:
    """Those whose planned end is past."""
    first, last = _moments(days)
    found = Visit.objects.filter(crew__isnull=False, ends_at__gte=first, ends_at__lt=min(last, timezone.now()))
    return found.exclude(state=VisitState.CANCELLED).select_related("work").order_by("ends_at")


def _works(days: Period) -> QuerySet[Any]:
    found = WorkOrder.objects.filter(accepted_on__gte=days.start, accepted_on__lt=days.end, result=WorkResult.ACCEPTED)
    return found.order_by("number")


def _works_of_crews(days: Period) -> QuerySet[Any]:
    return _works(days).filter(visits__state=VisitState.DONE)


def _trainings(days: Period) -> QuerySet[Any]:
    held = CalledToTraining.objects.filter(training__day__gte=days.start, training__day__lt=days.end)
    return held.filter(training__state="approved").select_related("training").order_by("training__day", "pk")


IN_TIME = Q(answered_on__lte=F("due_on"))
STANDS = Q(stands=True)
SATISFIED = Q(satisfaction=Satisfaction.SATISFIED)
SCAN_COUNTS = Q(doubtful__isnull=True) | Q(doubtful__state="approved")
BY_ITS_DAY = Q(state=VisitState.DONE, finished_at__date__lte=F("ends_at__date"))
AT_ONCE = Q(round=1)
CAME = Q(came=True)

ROWS: Mapping[AssessedKind, Mapping[AssessedPart, PartRows]] = {
    AssessedKind.PERSON: {
        AssessedPart.ANSWERED: PartRows(_answered, "answered_by", IN_TIME),
        AssessedPart.KEPT: PartRows(_ever_answered, "answered_by", STANDS),
        AssessedPart.SATISFIED: PartRows(_rated, "answered_by", SATISFIED),
        AssessedPart.ROUNDS: PartRows(_scans, "by", SCAN_COUNTS),
        AssessedPart.TRAINING: PartRows(_trainings, "person", CAME),
    },
    AssessedKind.CREW: {
        AssessedPart.ROUNDS: PartRows(_scans, "crew", SCAN_COUNTS),
        AssessedPart.VISITS: PartRows(_visits, "crew", BY_ITS_DAY),
        AssessedPart.WORKS: PartRows(_works_of_crews, "visits__crew", AT_ONCE),
        AssessedPart.TRAINING: PartRows(_trainings, "person__crew_member__crew", CAME),
    },
    AssessedKind.ESTATE: {
        AssessedPart.ANSWERED: PartRows(_answered, "estate", IN_TIME),
        AssessedPart.KEPT: PartRows(_ever_answered, "estate", STANDS),
        AssessedPart.SATISFIED: PartRows(_rated, "estate", SATISFIED),
        AssessedPart.VISITS: PartRows(_visits, "work__estate", BY_ITS_DAY),
        AssessedPart.WORKS: PartRows(_works, "estate", AT_ONCE),
    },
}
"""What is counted of whom. The rounds of an estate are counted against what is promised (selectors/sheets.py)."""


def row_told(part: str, row: Any) -> tuple[str, Any]:
    """What a row is, by the number it is known by where it has one, and its day or moment."""
    if part == AssessedPart.ROUNDS:
        return f"{row.checkpoint.estate.name} {row.checkpoint}", row.scanned_at
    if part == AssessedPart.VISITS:
        return str(row), row.ends_at
    if part == AssessedPart.WORKS:
        return row.number, row.accepted_on
    if part == AssessedPart.TRAINING:
        return str(row.training), row.training.day
    return row.number, row.answered_on
