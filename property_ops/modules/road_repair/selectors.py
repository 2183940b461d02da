"""What is recorded of a work on a road: its defects, what they need, the spaces it closes and whose cars are there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from property_ops.framework.dated_rows import in_force
from property_ops.framework.models import User
from property_ops.kernel.period import FAR_FUTURE, Period
from property_ops.modules.estates.public import Role, Tenure
from property_ops.modules.parking.public import Closure, Lease, Space
from property_ops.modules.road_repair.domain.defects import RoadEstimate, estimate
from property_ops.modules.road_repair.models import RoadDefect
from property_ops.modules.works.public import WorkMove, WorkOrder, WorkState, parts_of, reckoned


@dataclass(frozen=True, slots=True)
class Car:
    """A closed space and who leases it on these days; no plate where it is not let."""

    space: str
    days: Period
    plate: str = ""
    unit: str = ""
    name: str = ""
    phone: str = ""


def visible_closures(user: User) -> QuerySet[Closure]:
    return Closure.objects.visible_to(user).select_related("space")


def defects_of(work: WorkOrder) -> QuerySet[RoadDefect]:
    return parts_of(RoadDefect, work)


def estimate_of(defects: Iterable[RoadDefect]) -> RoadEstimate:
    return reckoned(defects, estimate)


def closures_of(work: WorkOrder) -> QuerySet[Closure]:
    closures = Closure.objects.filter(space__estate=work.estate, work_order_number=work.number)
    return closures.select_related("space").order_by("start", "space__number", "pk")


def closures_left(work: WorkOrder, on: date) -> QuerySet[Closure]:
    return closures_of(work).filter(end__gt=on)


def is_begun(work: WorkOrder) -> bool:
    """Whether the road may be open, or fresh: nobody drives there because the work is given up."""
    return work.round > 1 or work.state in (WorkState.IN_PROGRESS, WorkState.SENT_BACK)


def spaces_and_their_end(work: WorkOrder, move: WorkMove, on: date) -> Iterator[str]:
    """Of slot `work_endings`: what becomes of the spaces that the work closes, where it is withdrawn."""
    left = closures_left(work, on)
    if move is WorkMove.FINISH or not left:
        return
    spaces = "、".join(dict.fromkeys(closure.space.number for closure in left))
    if is_begun(work):
        words = _(
            "Closed for it: %(spaces)s. They stay so; open them on the page of the work once a car can stand there."
        )
    else:
        words = _("Closed for it: %(spaces)s. They are open again from today on, and are charged.")
    yield words % {"spaces": spaces}


def spaces_of_estate(work: WorkOrder) -> QuerySet[Space]:
    return Space.objects.filter(estate=work.estate).order_by("number")


def cars_to_move(work: WorkOrder) -> list[Car]:
    """Every closed space, with one entry for each lease that has a day of the closure, by space and day."""
    closures = list(closures_of(work))
    leases: dict[int, list[Lease]] = {}
    for lease in Lease.objects.filter(space__closures__in=closures).select_related("unit").order_by("start").distinct():
        leases.setdefault(lease.space_id, []).append(lease)
    people = _residents([lease.unit_id for some in leases.values() for lease in some], on=_first_day(closures))
    return [car for closure in closures for car in _cars(closure, leases.get(closure.space_id, []), people)]


def _cars(closure: Closure, leases: list[Lease], people: dict[int, Tenure]) -> list[Car]:
    closed = Period(closure.start, closure.end)
    found = []
    for lease in leases:
        days = closed & Period(lease.start, lease.end or FAR_FUTURE)
        if days.days:
            person = people.get(lease.unit_id)
            name, phone = (person.name, person.phone) if person else ("", "")
            found.append(Car(closure.space.number, days, lease.plate, lease.unit.code, name, phone))
    return found or [Car(closure.space.number, closed)]


def _residents(units: list[int], *, on: date) -> dict[int, Tenure]:
    """By unit: the tenant of that day, else the owner."""
    tenures = in_force(Tenure.objects.filter(unit__in=units), on=on)
    owners_first = {Role.OWNER: 0, Role.TENANT: 1}
    ordered = sorted(
        tenures.order_by(F("start").asc(nulls_first=True)), key=lambda tenure: owners_first[Role(tenure.role)]
    )
    return {tenure.unit_id: tenure for tenure in ordered}


def _first_day(closures: list[Closure]) -> date:
    return min((closure.start for closure in closures), default=date.max)
