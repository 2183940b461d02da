"""Making the question: which visits the plan may move, and where each may stand by itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property

from property_ops.modules.dispatch.domain.planning.problem import (
    MINUTES_A_STEP,
    NEVER,
    STEPS_A_DAY,
    STEPS_AN_HOUR,
    Cell,
    FixedVisit,
    Placement,
    PlanningProblem,
    Task,
    stand_of_fixed,
    step_after,
    step_of,
    steps_of,
    taken_by,
)
from property_ops.modules.dispatch.domain.planning.ranges import Range, around, without
from property_ops.modules.dispatch.domain.situation import Limits, Situation, VisitFacts
from property_ops.modules.dispatch.domain.slots import Slot, Span, moment

DAYS = 14


def problem_of(situation: Situation, *, first: date, now: datetime, days: int = DAYS) -> PlanningProblem:
    """The visits that are neither fixed nor on the board outside these days are planned anew, none before `now`."""
    return ProblemBuilder(situation, first, now, days).problem()


class ProblemBuilder:
    """Reads the situation into steps, and keeps what many visits ask about."""

    def __init__(self, situation: Situation, first: date, now: datetime, days: int) -> None:
        self.situation, self.first, self.days = situation, first, days
        self.span = Span(moment(first), moment(first + timedelta(days=days)))
        self.earliest = max(step_after(first, now), 0)
        self.now = now
        self._wet: dict[tuple[int, Limits], list[tuple[int, int]]] = {}

    def problem(self) -> PlanningProblem:
        visits = sorted(self.situation.visits.values(), key=lambda visit: visit.id)
        fixed = tuple(self._fixed(visit, visit.slot) for visit in visits if visit.slot and self._stays(visit))
        bare = PlanningProblem(self.situation, self.first, self.days, {}, fixed, self.shifts)
        tasks = chained([self._task(visit, bare) for visit in visits if not self._stays(visit)])
        return PlanningProblem(
            self.situation, self.first, self.days, {task.id: task for task in tasks}, fixed, self.shifts
        )

    @cached_property
    def shifts(self) -> dict[Cell, Range]:
        """The steps `(start, end)` in which a crew works that day; days of leave left out."""
        found = {}
        for crew in self.situation.crews.values():
            if not crew.active:
                continue
            for number in range(self.days):
                day = self.first + timedelta(days=number)
                shift = crew.shift_on(day) if crew.leave_on(day) is None else None
                if shift:
                    start, end = step_after(self.first, shift.start), step_of(self.first, shift.end)
                    found[crew.id, number] = (max(start, self.earliest), end)
        return {cell: (start, end) for cell, (start, end) in found.items() if start < end}

    def _stays(self, visit: VisitFacts) -> bool:
        """What is fixed or stands outside the horizon. What was missed in the past is planned anew."""
        if visit.fixed:
            return True
        return visit.slot is not None and not (visit.slot.start < self.now or self.span.covers(visit.slot.span))

    def _fixed(self, visit: VisitFacts, slot: Slot) -> FixedVisit:
        start, end = steps_of(self.first, slot.span)
        return FixedVisit(visit, slot.crew, start, end, visit.rest_hours * STEPS_AN_HOUR)

    def _task(self, visit: VisitFacts, bare: PlanningProblem) -> Task:
        length = -(-visit.minutes // MINUTES_A_STEP)
        task = Task(visit, length, visit.rest_hours * STEPS_AN_HOUR, {})
        due = (visit.due_on - self.first).days if visit.due_on else None
        windows = self.windows(task, [*self.layers(visit), lambda task, cell: _taken_by_fixed(bare, task, cell)])
        return Task(visit, length, task.rest, windows, due, self._before(visit))

    def _before(self, visit: VisitFacts) -> Placement | None:
        if visit.slot is None or visit.slot.start < self.now:
            return None
        return Placement(visit.slot.crew, step_of(self.first, visit.slot.start))

    def windows(self, task: Task, layers: Sequence["Layer"]) -> dict[Cell, tuple[Range, ...]]:
        """Where the task may start, by cell, once every layer took its part."""
        found = {}
        for cell in self._cells(task.visit):
            start, end = self.shifts[cell]
            ranges: tuple[Range, ...] = ((start, end - task.length),) if end - task.length >= start else ()
            for layer in layers:
                ranges = without(ranges, layer(task, cell)) if ranges else ()
            if ranges:
                found[cell] = ranges
        return found

    def _cells(self, visit: VisitFacts) -> Iterator[Cell]:
        for crew, day in self.shifts:
            if not visit.kind or visit.kind in self.situation.crews[crew].skills:
                yield crew, day

    def layers(self, visit: VisitFacts) -> list["Layer"]:
        """Closed places, parking not announced, weather: in the order in which reasons are told."""
        closed = [steps_of(self.first, place.span) for place in self.situation.closed if place.holds_for(visit)]
        unannounced = self._unannounced(visit)
        bad = self._bad_weather(visit)
        return [
            lambda task, cell: [around(start, end, task.length) for start, end in closed],
            lambda task, cell: unannounced,
            lambda task, cell: [around(start, end, task.length) for start, end in bad],
        ]

    def _unannounced(self, visit: VisitFacts) -> list[Range]:
        if not visit.parking:
            return []
        days = ((number, self.first + timedelta(days=number)) for number in range(self.days))
        return [
            (number * STEPS_A_DAY, (number + 1) * STEPS_A_DAY - 1)
            for number, day in days
            if not any(day in announced for announced in visit.parking)
        ]

    def _bad_weather(self, visit: VisitFacts) -> list[tuple[int, int]]:
        key = (visit.estate, visit.limits)
        if key not in self._wet:
            self._wet[key] = list(self._hours_against(visit))
        return self._wet[key]

    def _hours_against(self, visit: VisitFacts) -> Iterator[tuple[int, int]]:
        if not visit.limits.any:
            return
        for hour in self.span.hours:
            weather = self.situation.weather_at(visit.estate, hour)
            if weather and visit.limits.speak_against(weather):
                start = step_of(self.first, hour)
                yield start, start + STEPS_AN_HOUR


def chained(tasks: Sequence[Task]) -> list[Task]:
    """With what the order within a work takes away: a visit starts no earlier than the earlier ones can have rested."""
    earliest: dict[int, int] = {}
    found = {}
    for task in sorted(tasks, key=lambda task: (task.visit.work, task.visit.number)):
        too_early = (-1, earliest.get(task.visit.work, 0) - 1)
        windows = {cell: without(ranges, [too_early]) for cell, ranges in task.windows.items()}
        later = replace(task, windows={cell: ranges for cell, ranges in windows.items() if ranges})
        first = min((ranges[0][0] for ranges in later.windows.values()), default=NEVER)
        earliest[task.visit.work] = first + task.length + task.rest
        found[task.id] = later
    return [found[task.id] for task in tasks]


Layer = Callable[[Task, Cell], Iterable[Range]]
"""What takes starts away from a task in a cell."""


def _taken_by_fixed(problem: PlanningProblem, task: Task, cell: Cell) -> Iterator[Range]:
    for fixed in problem.fixed:
        yield from taken_by(problem, task, cell[0], stand_of_fixed(fixed))
