"""The hours that are proposed for a visit, by norms and by what crews reported."""

import tomllib
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from django.db.models import Count

from property_ops.modules.dispatch.domain.norms import USUAL_PEOPLE, Reported, proposed_minutes, rate_of
from property_ops.modules.dispatch.domain.states import VisitState
from property_ops.modules.dispatch.models import Crew, Visit
from property_ops.modules.dispatch.selectors.visits import asked_visits
from property_ops.modules.works.public import WorkOrder, kind_of

FILE = Path(__file__).resolve().parents[1] / "data" / "norms.toml"
MOST_REPORTS = 300
SECONDS_AN_HOUR = 3600


def usual_minutes(
    work: WorkOrder, *, crew: Crew | None = None, rates: "Rates | None" = None, visits: int | None = None
) -> int:
    """Of each visit that the work still needs, for the crew or one of the usual size; `visits`: so many it needs."""
    visits = asked_visits(work) if visits is None else visits
    kind = kind_of(work)
    rate = (rates or Rates()).of(kind.code) if kind else None
    people = crew.members.count() if crew else USUAL_PEOPLE
    return proposed_minutes(work.planned, rate=rate, people=people, visits=visits)


class Rates:
    """By kind of work, read once."""

    def __init__(self) -> None:
        self.reported: dict[str, list[Reported]] | None = None

    def of(self, kind: str) -> Decimal | None:
        if self.reported is None:
            self.reported = _reported()
        return rate_of(self.reported.get(kind, ()), _usual().get(kind))


@lru_cache(maxsize=1)
def _usual() -> dict[str, Decimal]:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal)
    return {kind: Decimal(rate) for kind, rate in told["per_person_hour"].items()}


def _reported() -> dict[str, list[Reported]]:
    """The latest works that are done, each visit of which a crew began and ended on its phone."""
    visits = Visit.objects.filter(state=VisitState.DONE, work__done__isnull=False).select_related("work")
    counted = visits.annotate(people=Count("crew__members")).order_by("-finished_at")[:MOST_REPORTS]
    hours: dict[WorkOrder, Decimal] = {}
    for visit in counted:
        if visit.started_at and visit.finished_at:
            seconds = int((visit.finished_at - visit.started_at).total_seconds())
            spent = Decimal(seconds * max(visit.people, 1)) / SECONDS_AN_HOUR
            hours[visit.work] = hours.get(visit.work, Decimal()) + spent
    found: dict[str, list[Reported]] = {}
    for work, spent in hours.items():
        kind = kind_of(work)
        if kind and work.done:
            found.setdefault(kind.code, []).append(Reported(work.done, spent))
    return found
