"""Everything that decides whether a visit may stand where it stands: plain values, read once for a board or a plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from property_ops.kernel.period import Period
from property_ops.modules.dispatch.domain.calendar import holiday_on, is_made_up
from property_ops.modules.dispatch.domain.climate import Climate, usual_temperature
from property_ops.modules.dispatch.domain.slots import Slot, Span, moment


@dataclass(frozen=True, slots=True)
class Limits:
    """In which weather a work may be done: °C, Beaufort; None is no limit."""

    no_rain: bool = False
    lowest_temperature: int | None = None
    strongest_wind: int | None = None

    @property
    def any(self) -> bool:
        return self.no_rain or self.lowest_temperature is not None or self.strongest_wind is not None

    def too_wet(self, weather: "HourOfWeather") -> bool:
        return self.no_rain and bool(weather.rain)

    def too_cold(self, weather: "HourOfWeather") -> bool:
        lowest, degrees = self.lowest_temperature, weather.temperature
        return lowest is not None and degrees is not None and degrees < lowest * 10

    def too_windy(self, weather: "HourOfWeather") -> bool:
        strongest, wind = self.strongest_wind, weather.wind
        return strongest is not None and wind is not None and wind > strongest

    def speak_against(self, weather: "HourOfWeather") -> bool:
        return self.too_wet(weather) or self.too_cold(weather) or self.too_windy(weather)


@dataclass(frozen=True, slots=True)
class HourOfWeather:
    """Tenths of a millimetre of rain, tenths of a degree Celsius, Beaufort; None where the forecast is silent."""

    rain: int | None = None
    temperature: int | None = None
    wind: int | None = None


@dataclass(frozen=True, slots=True)
class CrewFacts:
    """`shifts` by weekday, Monday is 0; `leave` with its reason. A crew that is not `active` gets nothing new."""

    id: int
    name: str
    skills: frozenset[str]
    shifts: Mapping[int, tuple[time, time]]
    leave: tuple[tuple[Period, str], ...] = ()
    active: bool = True

    def shift_on(self, day: date) -> Span | None:
        """The working hours of the day; None on a free weekday and on a public holiday.

        A night shift ends on the day after. A weekend day worked in exchange for a holiday has the hours of that
        weekday, else of the first day of the week.
        """
        if holiday_on(day):
            return None
        hours = self.shifts.get(day.weekday())
        if hours is None and is_made_up(day) and self.shifts:
            hours = self.shifts[min(self.shifts)]
        if hours is None:
            return None
        ends_on = day if hours[0] < hours[1] else day + timedelta(days=1)
        return Span(moment(day, hours[0]), moment(ends_on, hours[1]))

    def leave_on(self, day: date) -> str | None:
        """Why the crew is away that day; None when it is not."""
        return next((reason for days, reason in self.leave if day in days), None)


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """`slot`: where it stands now. `fixed`: it stays there, whatever is planned. `kind`: code, empty if unknown.

    `parking`: the days on which spaces are closed for its work; empty if none are.
    """

    id: int
    work: int
    work_number: str
    number: int
    title: str
    estate: int
    estate_name: str
    place: str
    kind: str
    kind_name: str
    minutes: int
    rest_hours: int = 0
    limits: Limits = field(default_factory=Limits)
    due_on: date | None = None
    urgent: bool = False
    parking: tuple[Period, ...] = ()
    slot: Slot | None = None
    fixed: bool = False

    @property
    def name(self) -> str:
        return f"{self.work_number}-{self.number}"


@dataclass(frozen=True, slots=True)
class ClosedPlace:
    """An empty place is the whole estate."""

    estate: int
    place: str
    span: Span
    reason: str

    def holds_for(self, visit: VisitFacts) -> bool:
        return self.estate == visit.estate and self.place in ("", visit.place)


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes between estates, the same both ways. What is not in the table takes `other` minutes."""

    minutes: Mapping[tuple[int, int], int] = field(default_factory=dict)
    other: int = 0

    def between(self, one: int, other: int) -> int:
        if one == other:
            return 0
        return self.minutes.get((min(one, other), max(one, other)), self.other)


@dataclass(frozen=True, slots=True)
class Situation:
    """Crews and visits by their number. `forecast`: by estate (0: everywhere) and full hour. `climate`: what is usual
    where no forecast reaches; only plans ask for it."""

    crews: Mapping[int, CrewFacts]
    visits: Mapping[int, VisitFacts]
    closed: tuple[ClosedPlace, ...] = ()
    forecast: Mapping[tuple[int, datetime], HourOfWeather] = field(default_factory=dict)
    travel: Travel = field(default_factory=Travel)
    climate: Climate = field(default_factory=dict)

    def usual_at(self, hour: datetime) -> HourOfWeather | None:
        """The temperature usual at that hour of the year; None where no climate is known."""
        degrees = usual_temperature(self.climate, hour)
        return None if degrees is None else HourOfWeather(temperature=degrees)

    def weather_at(self, estate: int, hour: datetime) -> HourOfWeather | None:
        """The estate's own forecast, else the one for everywhere; None if there is none for that hour."""
        return self.forecast.get((estate, hour)) or self.forecast.get((0, hour))

    def with_slots(self, slots: Mapping[int, Slot | None]) -> "Situation":
        """The same with these visits elsewhere."""
        visits = {
            number: replace(visit, slot=slots[number]) if number in slots else visit
            for number, visit in self.visits.items()
        }
        return replace(self, visits=visits)

    def placed(self) -> Iterator[tuple[VisitFacts, Slot]]:
        for visit in self.visits.values():
            if visit.slot is not None:
                yield visit, visit.slot
