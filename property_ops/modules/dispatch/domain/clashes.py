"""What speaks against a visit at a place and time, one sentence each. The board shows it, and the planner avoids it.

A hard clash is refused. A soft one is told and a person may know better: overtime is agreed, the forecast has turned.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from property_ops.kernel.text import gettext_noop
from property_ops.modules.dispatch.domain.calendar import holiday_on
from property_ops.modules.dispatch.domain.situation import CrewFacts, Limits, Situation, VisitFacts
from property_ops.modules.dispatch.domain.slots import HOUR, SHANGHAI, Slot, Span

HARD, SOFT = "hard", "soft"
ONE_DAY = timedelta(days=1)

LEAVE = gettext_noop("leave")
NO_SKILL = gettext_noop("%(crew)s has no skill for “%(kind)s”.")
ON_LEAVE = gettext_noop("%(crew)s is away on %(day)s (%(reason)s).")
ON_HOLIDAY = gettext_noop("%(day)s is a public holiday (%(holiday)s).")
FREE_DAY = gettext_noop("%(crew)s does not work on %(day)s.")
OUTSIDE_SHIFT = gettext_noop("%(crew)s works from %(start)s to %(end)s on %(day)s.")
PLACE_CLOSED = gettext_noop("The place is closed from %(start)s to %(end)s: %(reason)s.")
RAIN = gettext_noop("Rain is forecast at %(hour)s; this work stays dry.")
COLD = gettext_noop("%(degrees)s °C are forecast at %(hour)s; at least %(limit)s °C are needed.")
WIND = gettext_noop("Wind of force %(force)s is forecast at %(hour)s; %(limit)s at most.")
NOT_ANNOUNCED = gettext_noop("No parking space is announced as closed for this work on %(day)s.")
CREW_TWICE = gettext_noop("%(crew)s is at %(other)s from %(start)s to %(end)s.")
NO_TIME_TO_TRAVEL = gettext_noop("%(minutes)s minutes of travel between this and %(other)s do not fit in.")
STILL_RESTS = gettext_noop("%(other)s rests until %(end)s (%(hours)s hours); the next visit comes after it.")
NEXT_TOO_EARLY = gettext_noop(
    "%(other)s comes after this and starts at %(start)s; this rests until %(end)s (%(hours)s hours)."
)
PLACE_RESTS = gettext_noop("%(other)s keeps the place until %(end)s (with %(hours)s hours of rest).")
DISTURBS = gettext_noop(
    "%(other)s is there at %(start)s; this keeps the place until %(end)s (with %(hours)s hours of rest)."
)
GONE_BY = gettext_noop("%(end)s has gone by; unless this is told afterwards, choose a time to come.")


@dataclass(frozen=True, slots=True)
class Clash:
    """`says` is a msgid with %(name)s places, `facts` fills them. `with_visit`: the other visit, if there is one."""

    code: str
    says: str
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)
    severity: str = HARD
    with_visit: int | None = None

    @property
    def is_hard(self) -> bool:
        return self.severity == HARD

    def sentence(self, translate: Callable[[str], str]) -> str:
        """In the reader's language; facts that are msgids themselves are translated as well."""
        words = {key: translate(self.facts[key]) for key in ("holiday", "reason") if self.facts.get(key)}
        return translate(self.says) % {**self.facts, **words}


def clashes(visit: VisitFacts, slot: Slot, situation: Situation) -> list[Clash]:
    """All that speaks against the visit in this slot, hard ones first."""
    found = [*own_clashes(visit, slot, situation), *clashes_with_others(visit, slot, situation)]
    return sorted(found, key=lambda clash: not clash.is_hard)


def gone_by(slot: Slot, *, now: datetime) -> Iterator[Clash]:
    """Of where something is put, not of what stands there: a visit that nobody went to stays on its day."""
    if slot.end <= now:
        yield Clash("gone_by", GONE_BY, {"end": f"{slot.end.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"}, SOFT)


def own_clashes(visit: VisitFacts, slot: Slot, situation: Situation) -> Iterator[Clash]:
    """What speaks against it even if it were the only visit."""
    crew = situation.crews[slot.crew]
    if visit.kind and visit.kind not in crew.skills:
        yield Clash("no_skill", NO_SKILL, {"crew": crew.name, "kind": visit.kind_name})
    yield from _working_time(crew, slot.span)
    for closed in situation.closed:
        if closed.holds_for(visit) and closed.span.overlaps(slot.span):
            facts = {"start": _moment(closed.span.start), "end": _moment(closed.span.end), "reason": closed.reason}
            yield Clash("place_closed", PLACE_CLOSED, facts)
    yield from _weather(visit, slot.span, situation)
    yield from _parking(visit, slot.span)


def clashes_with_others(visit: VisitFacts, slot: Slot, situation: Situation) -> Iterator[Clash]:
    """What other visits speak against it."""
    for other, there in situation.placed():
        if other.id != visit.id:
            yield from _with_another(visit, slot, other, there, situation)


def _working_time(crew: CrewFacts, span: Span) -> Iterator[Clash]:
    """A visit within one shift, a night shift too, is asked for the day of that shift; any other for each day."""
    days = list(span.days)
    whole = [day for day in (days[0] - ONE_DAY, days[0]) if _covers(crew.shift_on(day), span)]
    for day in whole[:1] or days:
        reason = crew.leave_on(day)
        shift = crew.shift_on(day)
        if reason is not None:
            yield Clash("on_leave", ON_LEAVE, {"crew": crew.name, "day": day.isoformat(), "reason": reason or LEAVE})
        elif holiday := holiday_on(day):
            yield Clash("holiday", ON_HOLIDAY, {"day": day.isoformat(), "holiday": holiday}, SOFT)
        elif shift is None:
            yield Clash("free_day", FREE_DAY, {"crew": crew.name, "day": day.isoformat()}, SOFT)
        elif not shift.covers(span):
            facts = {"crew": crew.name, "day": day.isoformat(), "start": _clock(shift.start), "end": _clock(shift.end)}
            yield Clash("outside_shift", OUTSIDE_SHIFT, facts, SOFT)


def _covers(shift: Span | None, span: Span) -> bool:
    return shift is not None and shift.covers(span)


def _weather(visit: VisitFacts, span: Span, situation: Situation) -> Iterator[Clash]:
    """The first hour that is too wet, the first too cold, the first too windy. An hour without forecast is no clash."""
    if not visit.limits.any:
        return
    told: set[str] = set()
    for hour in span.hours:
        for clash in _weather_of_hour(visit.limits, visit.estate, hour, situation):
            if clash.code not in told:
                told.add(clash.code)
                yield clash


def _weather_of_hour(limits: Limits, estate: int, hour: datetime, situation: Situation) -> Iterator[Clash]:
    weather = situation.weather_at(estate, hour)
    if weather is None:
        return
    at = _moment(hour)
    if limits.too_wet(weather):
        yield Clash("rain", RAIN, {"hour": at}, SOFT)
    if limits.too_cold(weather):
        facts = {"degrees": _tenths(weather.temperature or 0), "hour": at, "limit": limits.lowest_temperature}
        yield Clash("cold", COLD, facts, SOFT)
    if limits.too_windy(weather):
        yield Clash("wind", WIND, {"force": weather.wind, "hour": at, "limit": limits.strongest_wind}, SOFT)


def _parking(visit: VisitFacts, span: Span) -> Iterator[Clash]:
    """A work that closes spaces closes them on every day on which it is worked on."""
    if not visit.parking:
        return
    for day in span.days:
        if not any(day in days for days in visit.parking):
            yield Clash("not_announced", NOT_ANNOUNCED, {"day": day.isoformat()}, SOFT)


def _with_another(
    visit: VisitFacts, slot: Slot, other: VisitFacts, there: Slot, situation: Situation
) -> Iterator[Clash]:
    if slot.crew == there.crew:
        yield from _same_crew(visit, slot, other, there, situation)
    if visit.work == other.work:
        yield from _same_work(visit, slot, other, there)
    elif visit.estate == other.estate and visit.place and visit.place == other.place:
        yield from _same_place(visit, slot, other, there)


def _same_crew(visit: VisitFacts, slot: Slot, other: VisitFacts, there: Slot, situation: Situation) -> Iterator[Clash]:
    if slot.span.overlaps(there.span):
        crew = situation.crews[slot.crew]
        facts = {"crew": crew.name, "other": other.name, "start": _moment(there.start), "end": _moment(there.end)}
        yield Clash("crew_twice", CREW_TWICE, facts, with_visit=other.id)
        return
    travel = situation.travel.between(visit.estate, other.estate)
    gap = max(there.start - slot.end, slot.start - there.end)
    if gap < timedelta(minutes=travel):
        yield Clash("travel", NO_TIME_TO_TRAVEL, {"minutes": travel, "other": other.name}, SOFT, other.id)


def _same_work(visit: VisitFacts, slot: Slot, other: VisitFacts, there: Slot) -> Iterator[Clash]:
    rest = visit.rest_hours
    if other.number < visit.number and slot.start < there.end + rest * HOUR:
        facts = {"other": other.name, "end": _moment(there.end + rest * HOUR), "hours": rest}
        yield Clash("rest", STILL_RESTS, facts, with_visit=other.id)
    elif other.number > visit.number and there.start < slot.end + rest * HOUR:
        facts = {
            "other": other.name,
            "start": _moment(there.start),
            "end": _moment(slot.end + rest * HOUR),
            "hours": rest,
        }
        yield Clash("rest", NEXT_TOO_EARLY, facts, with_visit=other.id)


def _same_place(visit: VisitFacts, slot: Slot, other: VisitFacts, there: Slot) -> Iterator[Clash]:
    """A place that has to rest after a visit belongs to it until it has rested."""
    if other.rest_hours and there.span.longer_by(other.rest_hours).overlaps(slot.span):
        facts = {"other": other.name, "end": _moment(there.end + other.rest_hours * HOUR), "hours": other.rest_hours}
        yield Clash("place_rests", PLACE_RESTS, facts, with_visit=other.id)
    elif visit.rest_hours and slot.span.longer_by(visit.rest_hours).overlaps(there.span):
        facts = {
            "other": other.name,
            "start": _moment(there.start),
            "end": _moment(slot.end + visit.rest_hours * HOUR),
            "hours": visit.rest_hours,
        }
        yield Clash("place_rests", DISTURBS, facts, with_visit=other.id)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%m-%d %H:%M}"


def _clock(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%H:%M}"


def _tenths(number: int) -> str:
    whole, tenth = divmod(abs(number), 10)
    return f"{'-' if number < 0 else ''}{whole}.{tenth}"
