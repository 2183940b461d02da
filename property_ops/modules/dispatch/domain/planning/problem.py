"""The question put to the planner, in minutes from the first midnight."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from property_ops.modules.dispatch.domain.planning.ranges import Range, around
from property_ops.modules.dispatch.domain.situation import Situation, VisitFacts
from property_ops.modules.dispatch.domain.slots import Slot, moment

GRID = 15
"""Visits that are placed anew start on a quarter of an hour."""
MINUTES_A_DAY, MINUTES_AN_HOUR = 24 * 60, 60
NEVER = 10_000_000

Cell = tuple[int, int]
"""A crew and the day of the horizon on which its shift begins; a night shift ends on the day after."""


class Placement(NamedTuple):
    crew: int
    day: int
    start: int

    @property
    def cell(self) -> Cell:
        return self.crew, self.day


Plan = Mapping[int, Placement]
"""Where each visit is put; a visit that is left out is not in it."""


@dataclass(frozen=True, slots=True)
class Task:
    """A visit that the plan may place.

    `windows`: by cell, where it may start as far as crews, places, weather and what is pinned go. `due`: the last day
    that is not late. `before`: where it stands now, as its crew was told.
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
class Stand:
    """A visit, free or fixed, where it stands in a plan."""

    visit: VisitFacts
    crew: int
    day: int
    start: int
    end: int
    rest: int

    @property
    def cell(self) -> Cell:
        return self.crew, self.day


@dataclass(frozen=True)
class PlanningProblem:
    """`shifts`: the minutes `(start, end)` of a crew's day. `keeps_told`: what crews were told is moved for no travel,
    only where a visit would be late or left out otherwise."""

    situation: Situation
    first: date
    days: int
    tasks: Mapping[int, Task]
    fixed: tuple[Stand, ...] = ()
    shifts: Mapping[Cell, Range] = field(default_factory=dict)
    grid: int = GRID
    keeps_told: bool = False

    def travel(self, one: VisitFacts, other: VisitFacts) -> int:
        """In minutes."""
        return self.situation.travel.between(one.estate, other.estate)

    def stand(self, number: int, there: Placement) -> Stand:
        task = self.tasks[number]
        return Stand(task.visit, there.crew, there.day, there.start, there.start + task.length, task.rest)

    def slot(self, task: Task, there: Placement) -> Slot:
        """On the calendar."""
        start = moment(self.first) + timedelta(minutes=there.start)
        return Slot(there.crew, start, start + timedelta(minutes=task.length))

    def slots(self, plan: Plan) -> dict[int, Slot | None]:
        """Of every task; None where it is left out."""
        return {
            number: self.slot(task, plan[number]) if number in plan else None for number, task in self.tasks.items()
        }


def taken_by(problem: PlanningProblem, task: Task, crew: int, other: Stand) -> list[Range]:
    """The starts that another visit takes from the task, if the crew does it: the rules of `clashes` in minutes."""
    taken = []
    if crew == other.crew:
        way = problem.travel(task.visit, other.visit)
        taken.append(around(other.start - way, other.end + way, task.length))
    apart = kept_apart(task, other)
    return [*taken, apart] if apart else taken


def kept_apart(task: Task, other: Stand) -> Range | None:
    """The starts that another visit takes from the task whoever does it: by the order of a work, and by rests."""
    if task.visit.work == other.visit.work:
        if other.visit.number < task.visit.number:
            return -NEVER, other.end + task.rest - 1
        return other.start - task.length - task.rest + 1, NEVER
    if rest_at_one_place(task, other):
        return around(other.start, other.end + other.rest, task.length + task.rest)
    return None


def rest_at_one_place(one: Task | Stand, other: Task | Stand) -> bool:
    """Whether they keep one another from a place that has to rest."""
    place = (one.visit.estate, one.visit.place)
    return bool((one.rest or other.rest) and one.visit.place and place == (other.visit.estate, other.visit.place))


def minute_of(first: date, at: datetime) -> int:
    """The minute in which the moment lies."""
    return (at - moment(first)) // timedelta(minutes=1)


def minute_after(first: date, at: datetime) -> int:
    """The first minute that begins at the moment or later."""
    return -((moment(first) - at) // timedelta(minutes=1))
