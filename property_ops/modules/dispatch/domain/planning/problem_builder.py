"""Making the question: which visits the plan may move, and where each may stand by itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property

from property_ops.modules.dispatch.domain.planning.problem import (
    GRID,
    MINUTES_A_DAY,
    MINUTES_AN_HOUR,
    NEVER,
    Cell,
    Placement,
    PlanningProblem,
    Stand,
    Task,
    minute_after,
    minute_of,
    taken_by,
)
from property_ops.modules.dispatch.domain.planning.ranges import Range, around, has, on_grid, without
from property_ops.modules.dispatch.domain.situation import Limits, Situation, VisitFacts
from property_ops.modules.dispatch.domain.slots import Slot, Span, moment

DAYS = 14


def problem_of(
    situation: Situation, *, first: date, now: datetime, days: int = DAYS, keeps_told: bool = False
) -> PlanningProblem:
    """The visits that are neither fixed nor on the board outside these days are planned anew, none before `now`."""
    return ProblemBuilder(situation, first, now, days).problem(keeps_told=keeps_told)


class ProblemBuilder:
    """Reads the situation into minutes, and keeps what many visits ask about."""

    def __init__(self, situation: Situation, first: date, now: datetime, days: int) -> None:
        self.situation, self.first, self.days = situation, first, days
        self.span = Span(moment(first), moment(first + timedelta(days=days)))
        self.now = now
        self._weather: dict[tuple[int, Limits], tuple[list[Range], list[Range]]] = {}

    def problem(self, *, keeps_told: bool = False) -> PlanningProblem:
        visits = sorted(self.situation.visits.values(), key=lambda visit: visit.id)
        fixed = tuple(self._fixed(visit, visit.slot) for visit in visits if visit.slot and self._stays(visit))
        bare = PlanningProblem(self.situation, self.first, self.days, {}, fixed, self.shifts)
        tasks = chained([self._task(visit, bare) for visit in visits if not self._stays(visit)])
        return replace(bare, tasks={task.id: task for task in tasks}, keeps_told=keeps_told)

    @cached_property
    def shifts(self) -> dict[Cell, Range]:
        """The minutes `(start, end)` in which a crew works, by the day on which it begins; days of leave left out."""
        earliest = minute_after(self.first, self.now)
        found = {}
        for crew in self.situation.crews.values():
            for number in range(self.days) if crew.active else ():
                day = self.first + timedelta(days=number)
                shift = crew.shift_on(day) if crew.leave_on(day) is None else None
                if shift:
                    start, end = minute_of(self.first, shift.start), minute_of(self.first, shift.end)
                    found[crew.id, number] = (max(start, earliest), end)
        return {cell: (start, end) for cell, (start, end) in found.items() if start < end}

    def _stays(self, visit: VisitFacts) -> bool:
        """What is fixed or stands outside the horizon. What was missed in the past is planned anew."""
        if visit.fixed:
            return True
        return visit.slot is not None and not (visit.slot.start < self.now or self.span.covers(visit.slot.span))

    def _fixed(self, visit: VisitFacts, slot: Slot) -> Stand:
        start, end = minute_of(self.first, slot.start), minute_after(self.first, slot.end)
        return Stand(visit, slot.crew, self._day_of(slot.crew, start), start, end, visit.rest_hours * MINUTES_AN_HOUR)

    def _day_of(self, crew: int, start: int) -> int:
        """The day of the shift: the day before, in the small hours of a night shift."""
        day = start // MINUTES_A_DAY
        _begun, end = self.shifts.get((crew, day - 1), (0, 0))
        return day - 1 if start < end else day

    def _task(self, visit: VisitFacts, bare: PlanningProblem) -> Task:
        task = Task(visit, visit.minutes, visit.rest_hours * MINUTES_AN_HOUR, {})
        due = (visit.due_on - self.first).days if visit.due_on else None
        before = self._before(visit)
        windows = self.windows(task, [*self.layers(visit), lambda task, cell: _taken_by_fixed(bare, task, cell)])
        on_time = {cell: startable(ranges, before, cell) for cell, ranges in windows.items()}
        return replace(
            task, windows={cell: ranges for cell, ranges in on_time.items() if ranges}, due=due, before=before
        )

    def _before(self, visit: VisitFacts) -> Placement | None:
        slot = visit.slot
        if slot is None or slot.start < self.now:
            return None
        start = minute_of(self.first, slot.start)
        return Placement(slot.crew, self._day_of(slot.crew, start), start)

    def windows(self, task: Task, layers: Sequence["Layer"]) -> dict[Cell, tuple[Range, ...]]:
        """Where the task may start, by cell, once every layer took its part."""
        found = {}
        for cell, (start, end) in self.shifts.items():
            if task.visit.kind and task.visit.kind not in self.situation.crews[cell[0]].skills:
                continue
            ranges: tuple[Range, ...] = ((start, end - task.length),) if end - task.length >= start else ()
            for layer in layers:
                ranges = without(ranges, layer(task, cell)) if ranges else ()
            if ranges:
                found[cell] = ranges
        return found

    def layers(self, visit: VisitFacts) -> list["Layer"]:
        """Closed places, parking not announced, the forecast, the time of year: in the order in which reasons are
        told."""
        closed = [
            (minute_of(self.first, place.span.start), minute_after(self.first, place.span.end))
            for place in self.situation.closed
            if place.holds_for(visit)
        ]
        wet, cold = self._bad_weather(visit)
        return [_taken(times) for times in (closed, self._unannounced(visit), wet, cold)]

    def _unannounced(self, visit: VisitFacts) -> list[Range]:
        if not visit.parking:
            return []
        days = ((number, self.first + timedelta(days=number)) for number in range(self.days + 1))
        return [
            (number * MINUTES_A_DAY, (number + 1) * MINUTES_A_DAY)
            for number, day in days
            if not any(day in announced for announced in visit.parking)
        ]

    def _bad_weather(self, visit: VisitFacts) -> tuple[list[Range], list[Range]]:
        """The hours `[start, end)` that the forecast speaks against, and those that are usually too cold, where no
        forecast reaches."""
        key = (visit.estate, visit.limits)
        if key not in self._weather:
            self._weather[key] = self._hours_against(visit)
        return self._weather[key]

    def _hours_against(self, visit: VisitFacts) -> tuple[list[Range], list[Range]]:
        wet: list[Range] = []
        cold: list[Range] = []
        if not visit.limits.any:
            return wet, cold
        for hour in Span(self.span.start, self.span.end + timedelta(days=1)).hours:
            forecast = self.situation.weather_at(visit.estate, hour)
            weather = forecast or self.situation.usual_at(hour)
            if weather and visit.limits.speak_against(weather):
                start = minute_of(self.first, hour)
                (wet if forecast else cold).append((start, start + MINUTES_AN_HOUR))
        return wet, cold


def startable(ranges: Sequence[Range], before: Placement | None, cell: Cell) -> tuple[Range, ...]:
    """Only what begins on the grid, and the minute of which the crew was told."""
    found = on_grid(ranges, GRID)
    if before is None or before.cell != cell or not has(ranges, before.start) or has(found, before.start):
        return found
    return tuple(sorted([*found, (before.start, before.start)]))


def chained(tasks: Sequence[Task]) -> list[Task]:
    """With what the order within a work takes away: a visit starts no earlier than the earlier ones can have rested."""
    earliest: dict[int, int] = {}
    found = {}
    for task in sorted(tasks, key=lambda task: (task.visit.work, task.visit.number)):
        too_early = (-NEVER, earliest.get(task.visit.work, 0) - 1)
        windows = {cell: without(ranges, [too_early]) for cell, ranges in task.windows.items()}
        windows = {cell: startable(ranges, task.before, cell) for cell, ranges in windows.items()}
        later = replace(task, windows={cell: ranges for cell, ranges in windows.items() if ranges})
        first = min((ranges[0][0] for ranges in later.windows.values()), default=NEVER)
        earliest[task.visit.work] = first + task.length + task.rest
        found[task.id] = later
    return [found[task.id] for task in tasks]


Layer = Callable[[Task, Cell], Iterable[Range]]
"""What takes starts away from a task in a cell."""


def _taken(times: Sequence[Range]) -> Layer:
    """By times `[start, end)` in which it may not be under way."""
    return lambda task, cell: [around(start, end, task.length) for start, end in times]


def _taken_by_fixed(problem: PlanningProblem, task: Task, cell: Cell) -> Iterator[Range]:
    for fixed in problem.fixed:
        yield from taken_by(problem, task, cell[0], fixed)
