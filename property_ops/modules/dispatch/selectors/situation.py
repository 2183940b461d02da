"""The board as plain values: what the rules about clashes, and the planner, are asked with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Q

from property_ops.kernel.period import Period
from property_ops.kernel.writing import squeezed
from property_ops.modules.dispatch.domain.climate import Climate, MonthNormal
from property_ops.modules.dispatch.domain.situation import (
    ClosedPlace,
    CrewFacts,
    HourOfWeather,
    Limits,
    Situation,
    Travel,
    VisitFacts,
)
from property_ops.modules.dispatch.domain.slots import SHANGHAI, Slot, Span
from property_ops.modules.dispatch.domain.states import VisitState
from property_ops.modules.dispatch.domain.travel import shortest
from property_ops.modules.dispatch.models import (
    ClimateMonth,
    Crew,
    Distance,
    ForecastHour,
    PlaceClosure,
    TravelTerms,
    Visit,
)
from property_ops.modules.estates.public import Estate
from property_ops.modules.parking.public import Closure
from property_ops.modules.works.public import WeatherLimits, WorkOrder, kind_of, known, with_measures

AROUND = timedelta(days=7)
"""How far outside the time asked for another visit may still matter: longer than any rest."""


@dataclass(frozen=True, slots=True)
class Demands:
    """What a work asks of its visits."""

    kind: str
    rest_hours: int
    limits: Limits


NOTHING = Demands("", 0, Limits())


def situation(span: Span, *, moved: Iterable[int] = (), with_tray: bool = True) -> Situation:
    """Everything that matters for visits in `span`, with all visits of the tray; or, where some are `moved` into it,
    all that may speak against these, wherever they stand now."""
    moved = list(moved)
    visits = _visits_around(span, moved, with_tray=with_tray)
    works = {visit.work_id: visit.work for visit in visits}
    asked = _beside({visit.work_id for visit in visits if visit.pk in moved}, works) if moved else works
    with_measures(work for work in works.values() if work.pk in asked)
    demands = {work.pk: demands_of(work) if work.pk in asked else NOTHING for work in works.values()}
    parking = _parking_days(works.values(), span)
    return Situation(
        crews={crew.pk: crew_facts(crew) for crew in Crew.objects.prefetch_related("skills", "shifts", "leaves")},
        visits={visit.pk: _visit_facts(visit, demands, parking) for visit in visits},
        closed=_closed_places(span),
        forecast=_forecast(span),
        travel=travel_between_estates(),
        climate=climate_normals(),
    )


def _beside(moved: Set[int], works: Mapping[int, WorkOrder]) -> set[int]:
    """The works whose rests and weather matter when visits of those are moved: they, and others at the same places."""
    places = {(works[one].estate_id, squeezed(works[one].place)) for one in moved}
    return {number for number, work in works.items() if (work.estate_id, squeezed(work.place)) in places}


def demands_of(work: WorkOrder) -> Demands:
    """By what was measured, else by the kind; a kind that no module declares asks nothing."""
    kind = kind_of(work)
    if kind is None:
        return NOTHING
    what = known(work)
    estimate = what.estimate if what else None
    weather = estimate.weather if estimate else kind.weather
    return Demands(kind.code, estimate.rest_hours if estimate else 0, _limits(weather))


def crew_facts(crew: Crew) -> CrewFacts:
    return CrewFacts(
        crew.pk,
        crew.name,
        frozenset(skill.kind for skill in crew.skills.all()),
        {shift.weekday: (shift.start, shift.end) for shift in crew.shifts.all()},
        tuple((Period(leave.start, leave.end), leave.reason) for leave in crew.leaves.all()),
        crew.active,
    )


def slot_of(visit: Visit) -> Slot | None:
    if visit.crew_id is None or visit.starts_at is None or visit.ends_at is None:
        return None
    return Slot(visit.crew_id, visit.starts_at, visit.ends_at)


def stands_at(visit: Visit) -> Slot | None:
    """Where it stands as far as is known: when the crew really began and ended, once it reported so."""
    slot = slot_of(visit)
    if slot is None or visit.started_at is None:
        return slot
    ends = visit.finished_at or max(slot.end, visit.started_at + timedelta(minutes=visit.minutes))
    return Slot(slot.crew, visit.started_at, ends)


def _visits_around(span: Span, moved: Iterable[int], *, with_tray: bool) -> list[Visit]:
    """Those near the span, those of the tray, and every other visit of the same works."""
    wanted = Q(starts_at__lt=span.end + AROUND, ends_at__gt=span.start - AROUND) | Q(pk__in=list(moved))
    if with_tray:
        wanted |= Q(crew__isnull=True, state=VisitState.PLANNED)
    works = Visit.objects.filter(wanted).values("work")
    standing = ~Q(state=VisitState.CANCELLED) | Q(pk__in=list(moved))
    visits = Visit.objects.filter(standing, work__in=works)
    return list(visits.select_related("work__estate").order_by("pk"))


def _visit_facts(visit: Visit, demands: Mapping[int, Demands], parking: Mapping[str, tuple[Period, ...]]) -> VisitFacts:
    work, asked = visit.work, demands[visit.work_id]
    return VisitFacts(
        id=visit.pk,
        work=work.pk,
        work_number=work.number,
        number=visit.number,
        title=" ".join(filter(None, (work.estate.name, work.place, work.kind))),
        estate=work.estate_id,
        estate_name=work.estate.name,
        place=squeezed(work.place),
        kind=asked.kind,
        kind_name=work.kind,
        minutes=visit.minutes,
        rest_hours=asked.rest_hours,
        limits=asked.limits,
        due_on=visit.due_on,
        parking=parking.get(work.number, ()),
        urgent=visit.urgent,
        slot=stands_at(visit),
        fixed=visit.pinned or visit.state != VisitState.PLANNED,
    )


def _closed_places(span: Span) -> tuple[ClosedPlace, ...]:
    rows = PlaceClosure.objects.filter(start__lt=span.end + AROUND, end__gt=span.start).order_by("pk")
    return tuple(ClosedPlace(row.estate_id, squeezed(row.place), Span(row.start, row.end), row.reason) for row in rows)


def _parking_days(works: Iterable[WorkOrder], span: Span) -> dict[str, tuple[Period, ...]]:
    """By work order, the days from the span on for which it closes spaces."""
    found: defaultdict[str, set[Period]] = defaultdict(set)
    numbers = [work.number for work in works]
    for row in Closure.objects.filter(work_order_number__in=numbers, end__gt=next(span.days)):
        found[row.work_order_number].add(Period(row.start, row.end))
    return {number: tuple(sorted(days)) for number, days in found.items()}


def _forecast(span: Span) -> dict[tuple[int, datetime], HourOfWeather]:
    """Around the span as well: a visit may begin the day before."""
    rows = ForecastHour.objects.filter(hour__gte=span.start - AROUND, hour__lt=span.end + AROUND)
    return {
        (row.estate_id or 0, row.hour.astimezone(SHANGHAI)): HourOfWeather(
            _tenths(row.rain), _tenths(row.temperature), row.wind
        )
        for row in rows
    }


def climate_normals() -> Climate:
    rows = ClimateMonth.objects.all()
    return {row.month: MonthNormal(int(row.coldest * 10), int(row.warmest * 10)) for row in rows}


def _tenths(number: Decimal | None) -> int | None:
    return None if number is None else int(number * 10)


def travel_between_estates() -> Travel:
    """The minutes entered, else the usual ones within and between communities; never longer than by way of a third."""
    terms = TravelTerms.load()
    estates = list(Estate.objects.order_by("pk").values_list("pk", "community"))
    minutes = {
        (one, other): terms.within_community if near and near == far else terms.between_communities
        for number, (one, near) in enumerate(estates)
        for other, far in estates[number + 1 :]
    }
    entered = {(row.one_id, row.other_id): row.minutes for row in Distance.objects.all()}
    return Travel(shortest({**minutes, **entered}), terms.between_communities)


def _limits(weather: WeatherLimits) -> Limits:
    return Limits(weather.no_rain, weather.lowest_temperature, weather.strongest_wind)
