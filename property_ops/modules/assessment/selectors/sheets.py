"""An assessment of a quarter: counted anew from the records whenever it is shown, corrections added."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from property_ops.framework.approval.dated import rule_on
from property_ops.framework.models import User
from property_ops.kernel.delivery import DeliveredCount
from property_ops.kernel.period import Month
from property_ops.kernel.quarters import Quarter
from property_ops.kernel.scores import WeighedScore, scored
from property_ops.modules.assessment.domain.parts import AssessedKind, AssessedPart, corrected
from property_ops.modules.assessment.models import AssessmentCorrection, AssessmentWeights
from property_ops.modules.assessment.selectors.rows import ROWS, Assessed, of_crew, of_estate, of_person
from property_ops.modules.dispatch.public import Crew
from property_ops.modules.estates.public import Estate, managed_estates
from property_ops.modules.rounds.public import counts_of_month


@dataclass(frozen=True, slots=True)
class AssessmentSheet:
    """`score` is None before any weights are in force."""

    whose: Assessed
    quarter: Quarter
    weights: AssessmentWeights | None
    score: WeighedScore | None
    corrections: Sequence[AssessmentCorrection]

    @property
    def value(self) -> Any:
        return self.score.value if self.score else None


def sheet_of(whose: Assessed, quarter: Quarter, *, today: date) -> AssessmentSheet:
    weights = rule_on(AssessmentWeights, quarter.period.end - timedelta(days=1))
    parts = ROWS[whose.kind].items()
    counts: dict[str, tuple[int, int]] = {part: rows.figures_of(whose.thing.pk, quarter.period) for part, rows in parts}
    if whose.kind is AssessedKind.ESTATE:
        months = rounds_by_month(whose.thing, quarter, today)
        counts[AssessedPart.ROUNDS] = (sum(done for _m, done, _of in months), sum(of for _m, _done, of in months))
    corrections = list(corrections_of(whose, quarter))
    return AssessmentSheet(whose, quarter, weights, _score(weights, counts, corrections), corrections)


def sheets_of(kind: AssessedKind, among: Sequence[Assessed], quarter: Quarter) -> Mapping[str, WeighedScore | None]:
    """Scores of people or crews by key; asks no more of the database, the more of them there are."""
    weights = rule_on(AssessmentWeights, quarter.period.end - timedelta(days=1))
    figures = {part: rows.figures(quarter.period) for part, rows in ROWS[kind].items()}
    said = AssessmentCorrection.objects.filter(
        quarter=str(quarter), state="approved", **{f"{kind.value}__isnull": False}
    )
    corrections: dict[int, list[AssessmentCorrection]] = defaultdict(list)
    for one in said:
        corrections[getattr(one, f"{kind.value}_id")].append(one)
    found = {}
    for assessed in among:
        key = assessed.thing.pk
        counts: dict[str, tuple[int, int]] = {part: by_owner.get(key, (0, 0)) for part, by_owner in figures.items()}
        found[assessed.key] = _score(weights, counts, corrections[key])
    return found


def _score(
    weights: AssessmentWeights | None, counts: dict[str, tuple[int, int]], corrections: Sequence[AssessmentCorrection]
) -> WeighedScore | None:
    for one in corrections:
        if one.state == "approved":
            counts[one.part] = corrected(counts.get(one.part, (0, 0)), one.done_change, one.of_change)
    return scored(AssessedPart, weights.figures, counts) if weights else None


def corrections_of(whose: Assessed, quarter: Quarter) -> QuerySet[AssessmentCorrection]:
    found = AssessmentCorrection.objects.filter(quarter=str(quarter), **{whose.kind.value: whose.thing})
    return found.select_related("prepared_by", "decided_by", "person", "crew", "estate").order_by("pk")


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


def rounds_by_month(estate: Estate, quarter: Quarter, today: date) -> list[tuple[Month, int, int]]:
    """(month, rounds done, rounds promised) of the months that have begun."""
    found = []
    for month in quarter.months:
        if month.start < today:
            counted = sum(counts_of_month(estate, month, until=today).values(), DeliveredCount())
            found.append((month, counted.done, counted.promised))
    return found
