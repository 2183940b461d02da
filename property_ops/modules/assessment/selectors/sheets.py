"""An assessment of a span: counted anew whenever it is shown, corrections added, until it is settled."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from property_ops.framework.approval.dated import OPEN_OR_APPROVED, rule_on
from property_ops.framework.models import User
from property_ops.kernel.delivery import DeliveredCount
from property_ops.kernel.period import Month
from property_ops.kernel.scores import PartScore, WeighedScore, scored
from property_ops.kernel.spans import YearSpan
from property_ops.modules.assessment.domain.parts import AssessedKind, AssessedPart, corrected
from property_ops.modules.assessment.models import AssessmentCorrection, AssessmentWeights, SettledSheet
from property_ops.modules.assessment.selectors.rows import ROWS, Assessed, of_crew, of_estate, of_person, row_told
from property_ops.modules.dispatch.public import Crew
from property_ops.modules.estates.public import Estate, managed_estates
from property_ops.modules.rounds.public import counts_of_month

ALL = 10**6


@dataclass(frozen=True, slots=True)
class AssessmentSheet:
    """`score` is None before any weights are in force. `settled`, if it is: then the score is the one of that day."""

    whose: Assessed
    span: YearSpan
    weights: AssessmentWeights | None
    score: WeighedScore | None
    corrections: Sequence[AssessmentCorrection]
    settled: SettledSheet | None = None

    @property
    def value(self) -> Any:
        return self.score.value if self.score else None


def sheet_of(whose: Assessed, span: YearSpan, *, today: date) -> AssessmentSheet:
    """As it was settled, or as the records count."""
    counted, settled = counted_sheet(whose, span, today=today), settled_among(whose.kind, span, whose)
    if whose.thing.pk not in settled:
        return counted
    found = settled[whose.thing.pk]
    start = found.said["weights_from"]
    since = AssessmentWeights.objects.filter(state="approved", start=date.fromisoformat(start)) if start else None
    weights = since.first() if since is not None else None
    return replace(counted, weights=weights, score=settled_score(found), settled=found)


def settled_among(kind: AssessedKind, span: YearSpan, whose: Assessed | None = None) -> Mapping[int, SettledSheet]:
    """The sheets of that kind that are settled, or the one's alone, by whose they are."""
    about = {kind.value: whose.thing} if whose else {f"{kind.value}__isnull": False}
    found = SettledSheet.objects.filter(quarter=str(span), state="approved", **about)
    return {getattr(one, f"{kind.value}_id"): one for one in found.defer("sheet").select_related("prepared_by")}


def is_settled(**about: Any) -> bool:
    """Whether the sheet is settled, or waits to be."""
    return SettledSheet.objects.filter(state__in=OPEN_OR_APPROVED, **about).exists()


def settled_score(settled: SettledSheet) -> WeighedScore:
    return WeighedScore([PartScore(*part) for part in settled.said["parts"]])


def settled_rows(settled: SettledSheet, part: str) -> list[tuple[str, Any, bool]]:
    """What each row of a part was, its day or moment, and whether it counted."""
    rows = [row for row in settled.said["rows"] if row[0] == part]
    return [(words, _day(day), counts) for _part, words, day, counts in rows]


def told_rows(whose: Assessed, span: YearSpan, *, today: date) -> list[tuple[str, str, Any, bool]]:
    """Every row of every part, as the records have them: the part, what it is, its day or moment, whether it counts."""
    found = [
        (str(part), *row_told(part, row), counts)
        for part, counted in ROWS[whose.kind].items()
        for row, counts in counted.rows_of(whose.thing.pk, span.period, ALL)
    ]
    if whose.kind is AssessedKind.ESTATE:
        months = rounds_by_month(whose.thing, span, today)
        promised = [(f"{month} {done}/{of}", month.start, done >= of) for month, done, of in months if of]
        found += [(str(AssessedPart.ROUNDS), *told) for told in promised]
    return found


def visible_settled(user: User) -> QuerySet[SettledSheet]:
    """All, for who may see all assessments; else the own one's and the own crew's."""
    found = SettledSheet.objects.visible_to(user).select_related(
        "person", "crew", "estate", "prepared_by", "decided_by"
    )
    if user.has_perm("assessment.view"):
        return found
    return found.filter(Q(person=user) | Q(crew__members__user=user))


def _day(text: str) -> date | datetime:
    """A moment in local time, or a day."""
    return timezone.localtime(datetime.fromisoformat(text)) if "T" in text else date.fromisoformat(text)


def counted_sheet(whose: Assessed, span: YearSpan, *, today: date) -> AssessmentSheet:
    """As the records count now, settled or not."""
    weights = rule_on(AssessmentWeights, span.period.end - timedelta(days=1))
    parts = ROWS[whose.kind].items()
    counts: dict[str, tuple[int, int]] = {part: rows.figures_of(whose.thing.pk, span.period) for part, rows in parts}
    if whose.kind is AssessedKind.ESTATE:
        months = rounds_by_month(whose.thing, span, today)
        counts[AssessedPart.ROUNDS] = (sum(done for _m, done, _of in months), sum(of for _m, _done, of in months))
    corrections = list(corrections_of(whose, span))
    return AssessmentSheet(whose, span, weights, _score(weights, counts, corrections), corrections)


def sheets_of(kind: AssessedKind, among: Sequence[Assessed], span: YearSpan) -> Mapping[str, WeighedScore | None]:
    """Scores of people or crews by key; asks no more of the database, the more of them there are."""
    weights = rule_on(AssessmentWeights, span.period.end - timedelta(days=1))
    figures = {part: rows.figures(span.period) for part, rows in ROWS[kind].items()}
    said = _corrections_in(span).filter(state="approved", **{f"{kind.value}__isnull": False})
    corrections: dict[int, list[AssessmentCorrection]] = defaultdict(list)
    for one in said:
        corrections[getattr(one, f"{kind.value}_id")].append(one)
    found, settled = {}, settled_among(kind, span)
    for assessed in among:
        key = assessed.thing.pk
        counts: dict[str, tuple[int, int]] = {part: by_owner.get(key, (0, 0)) for part, by_owner in figures.items()}
        found[assessed.key] = (
            settled_score(settled[key]) if key in settled else _score(weights, counts, corrections[key])
        )
    return found


def _score(
    weights: AssessmentWeights | None, counts: dict[str, tuple[int, int]], corrections: Sequence[AssessmentCorrection]
) -> WeighedScore | None:
    for one in corrections:
        if one.state == "approved":
            counts[one.part] = corrected(counts.get(one.part, (0, 0)), one.done_change, one.of_change)
    return scored(AssessedPart, weights.figures, counts) if weights else None


def corrections_of(whose: Assessed, span: YearSpan) -> QuerySet[AssessmentCorrection]:
    """Those to the span itself, and to what lies in it: what was put right of a month is right in its year."""
    found = _corrections_in(span).filter(**{whose.kind.value: whose.thing})
    return found.select_related("prepared_by", "decided_by", "person", "crew", "estate").order_by("pk")


def _corrections_in(span: YearSpan) -> QuerySet[AssessmentCorrection]:
    return AssessmentCorrection.objects.filter(quarter__in=[str(one) for one in span.spans])


def visible_corrections(user: User) -> QuerySet[AssessmentCorrection]:
    """All, for who may see all assessments; else those one prepared."""
    found = AssessmentCorrection.objects.visible_to(user).select_related(
        "prepared_by", "decided_by", "person", "crew", "estate"
    )
    return found if user.has_perm("assessment.view") else found.filter(prepared_by=user)


def assessed_by(user: User) -> Sequence[Assessed]:
    """Everybody, for who may see all; else oneself, and the crew that one is in."""
    if user.has_perm("assessment.view"):
        has_role = Q(groups__isnull=False) | Q(pk=user.pk)
        people = User.objects.filter(has_role, is_active=True, is_program=False).distinct().order_by("pk")
        crews = Crew.objects.filter(active=True).order_by("code")
        estates = managed_estates(user).order_by("code")
        return [*map(of_person, people), *map(of_crew, crews), *map(of_estate, estates)]
    mine = Crew.objects.filter(members__user=user).order_by("code")
    return [of_person(user), *map(of_crew, mine)]


def assessed_named(user: User, kind: str, key: str) -> Assessed | None:
    return next((one for one in assessed_by(user) if (one.kind, one.key) == (kind, key)), None)


def rounds_by_month(estate: Estate, span: YearSpan, today: date) -> list[tuple[Month, int, int]]:
    """(month, rounds done, rounds promised) of the months that have begun."""
    found = []
    for month in span.months:
        if month.start < today:
            counted = sum(counts_of_month(estate, month, until=today).values(), DeliveredCount())
            found.append((month, counted.done, counted.promised))
    return found
