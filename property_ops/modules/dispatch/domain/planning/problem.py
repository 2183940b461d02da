"""The question put to the planner, in steps of a quarter of an hour from the first midnight."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from property_ops.modules.dispatch.domain.planning.ranges import Range, around
from property_ops.modules.dispatch.domain.situation import Situation, VisitFacts
from property_ops.modules.dispatch.domain.slots import Slot, Span, moment

STEP = timedelta(minutes=15)
STEPS_A_DAY = 96
STEPS_AN_HOUR = 4
MINUTES_A_STEP = 15

Cell = tuple[int, int]
"""A crew and a day of the horizon."""


class Placement(NamedTuple):
    crew: int
    start: int

    @property
    def cell(self) -> Cell:
        return self.crew, self.start // STEPS_A_DAY


Plan = Mapping[int, Placement]
"""Where each visit is put; a visit that is left out is not in it."""


@dataclass(frozen=True, slots=True)
class Task:
    """A visit that the plan may place.

    `windows`: by cell, where it may start as far as crews, places, weather and what is pinned go. `due`: the last day
    that is not late. `before`: where it stands now.
    """

    visit: VisitFacts
    length: int
    rest: int
    windows: Mapping[Cell, tuple[Range, ...]]
    due: int | None = None
    before: Placement | None = None

    @property
    def id(self) -> int:
        return self.visit.id


@dataclass(frozen=True, slots=True)
class FixedVisit:
    """A visit that stays where it is."""

    visit: VisitFacts
    crew: int
    start: int
    end: int
    rest: int

    @property
    def cell(self) -> Cell:
        return self.crew, self.start // STEPS_A_DAY


@dataclass(frozen=True)
class PlanningProblem:
    situation: Situation
    first: date
    days: int
    tasks: Mapping[int, Task]
    fixed: tuple[FixedVisit, ...] = ()
    shifts: Mapping[Cell, Range] = field(default_factory=dict)

    def travel(self, one: VisitFacts, other: VisitFacts) -> int:
        """In minutes."""
        return self.situation.travel.between(one.estate, other.estate)

    def travel_steps(self, one: VisitFacts, other: VisitFacts) -> int:
        return -(-self.travel(one, other) // MINUTES_A_STEP)

    def slot(self, task: Task, there: Placement) -> Slot:
        """On the calendar, as long as the visit takes to the minute."""
        start = moment(self.first) + there.start * STEP
        return Slot(there.crew, start, start + timedelta(minutes=task.visit.minutes))

    def slots(self, plan: Plan) -> dict[int, Slot | None]:
        """Of every task; None where it is left out."""
        return {
            number: self.slot(task, plan[number]) if number in plan else None for number, task in self.tasks.items()
        }


@dataclass(frozen=True, slots=True)
class Stand:
    """A visit, free or fixed, where it stands in a plan."""

    visit: VisitFacts
    crew: int
    start: int
    end: int
    rest: int


def stand_of(task: Task, there: Placement) -> Stand:
    return Stand(task.visit, there.crew, there.start, there.start + task.length, task.rest)


def stand_of_fixed(fixed: FixedVisit) -> Stand:
    return Stand(fixed.visit, fixed.crew, fixed.start, fixed.end, fixed.rest)


def taken_by(problem: PlanningProblem, task: Task, crew: int, other: Stand) -> list[Range]:
    """The starts that another visit takes from the task, if the crew does it: the rules of `clashes` in steps."""
    taken = []
    if crew == other.crew:
        way = problem.travel_steps(task.visit, other.visit)
        taken.append(around(other.start - way, other.end + way, task.length))
    if task.visit.work == other.visit.work:
        taken.append(_in_order(task, other))
    elif rests_at_one_place(task, other):
        taken.append(around(other.start, other.end + other.rest, task.length + task.rest))
    return taken


def rests_at_one_place(task: Task, other: Stand) -> bool:
    """Whether they keep one another from a place that has to rest."""
    one, two = task.visit, other.visit
    return bool((task.rest or other.rest) and one.place and (one.estate, one.place) == (two.estate, two.place))


def _in_order(task: Task, other: Stand) -> Range:
    """A later visit starts after the earlier one has rested."""
    if other.visit.number < task.visit.number:
        return -1, other.end + task.rest - 1
    return other.start - task.length - task.rest + 1, NEVER


NEVER = 1_000_000


def step_of(first: date, at: datetime) -> int:
    """The step in which the moment lies."""
    return (at - moment(first)) // STEP


def step_after(first: date, at: datetime) -> int:
    """The first step that begins at the moment or later."""
    return -((moment(first) - at) // STEP)


def steps_of(first: date, span: Span) -> tuple[int, int]:
    """The steps `[start, end)` that the span touches."""
    return step_of(first, span.start), step_after(first, span.end)
