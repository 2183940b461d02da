"""A plan made one visit after the other: what is most urgent first, each where it costs least at that moment.

It is what the solver starts from, and what is proposed where the solver finds nothing better.
"""

from collections.abc import Iterator

from property_ops.modules.dispatch.domain.planning.problem import (
    NEVER,
    Cell,
    Placement,
    Plan,
    PlanningProblem,
    Stand,
    Task,
    stand_of,
    stand_of_fixed,
    taken_by,
)
from property_ops.modules.dispatch.domain.planning.ranges import Range, has, without
from property_ops.modules.dispatch.domain.planning.scoring import TRAVEL_MINUTE, own_cost, travel_of


def greedy(problem: PlanningProblem) -> Plan:
    """What stands well stays; then the others by the day their work is due. Each passes the rules about clashes."""
    making = Making(problem)
    order = sorted(problem.tasks.values(), key=lambda task: _urgency(problem, task))
    for task in order:
        if task.before and making.may_stand(task, task.before):
            making.put(task, task.before)
    for task in order:
        if task.id not in making.plan:
            best = min(making.places(task), key=lambda found: (found[0], found[1].start, found[1].crew), default=None)
            if best:
                making.put(task, best[1])
    return making.plan


def _urgency(problem: PlanningProblem, task: Task) -> tuple[int, int, int]:
    """The visits of a work in their order."""
    dues = (one.due for one in problem.tasks.values() if one.visit.work == task.visit.work and one.due is not None)
    return min(dues, default=NEVER), task.visit.work, task.visit.number


class Making:
    """A plan that grows, with what stands where looked up quickly."""

    def __init__(self, problem: PlanningProblem, plan: Plan | None = None) -> None:
        self.problem = problem
        self.plan: dict[int, Placement] = {}
        self._days: dict[Cell, list[Stand]] = {}
        self._works: dict[int, list[Stand]] = {}
        self._places: dict[tuple[int, str], list[Stand]] = {}
        self._first_numbers = _numbers_by_work(problem)
        for number, there in (plan or {}).items():
            self.put(problem.tasks[number], there)

    def put(self, task: Task, there: Placement) -> None:
        self.plan[task.id] = there
        stand = stand_of(task, there)
        self._days.setdefault(there.cell, []).append(stand)
        self._works.setdefault(task.visit.work, []).append(stand)
        self._places.setdefault((task.visit.estate, task.visit.place), []).append(stand)

    def may_stand(self, task: Task, there: Placement) -> bool:
        return self._is_next(task) and has(self.free(task, there.cell), there.start)

    def free(self, task: Task, cell: Cell) -> tuple[Range, ...]:
        """Where the task may start in the cell beside all that stands already."""
        ranges = task.windows.get(cell, ())
        if not ranges:
            return ()
        beside = {id(stand): stand for stand in self._beside(task, cell)}
        taken = (part for stand in beside.values() for part in taken_by(self.problem, task, cell[0], stand))
        return without(ranges, taken)

    def places(self, task: Task) -> Iterator[tuple[int, Placement]]:
        """The first moment of every gap, with what it costs."""
        if not self._is_next(task):
            return
        for cell in task.windows:
            for low, _high in self.free(task, cell):
                there = Placement(cell[0], low)
                yield own_cost(task, there) + self._detour(task, there) * TRAVEL_MINUTE, there

    def _beside(self, task: Task, cell: Cell) -> Iterator[Stand]:
        yield from self._days.get(cell, ())
        yield from self._works.get(task.visit.work, ())
        if task.visit.place:
            yield from self._places.get((task.visit.estate, task.visit.place), ())

    def _is_next(self, task: Task) -> bool:
        """Whether every earlier visit of the work that is to be planned stands already."""
        earlier = [number for place, number in self._first_numbers[task.visit.work] if place < task.visit.number]
        return all(number in self.plan for number in earlier)

    def _detour(self, task: Task, there: Placement) -> int:
        """Minutes of travel that the visit adds to the crew's day."""
        day = sorted(
            [*self._days.get(there.cell, ()), *_fixed_of(self.problem, there.cell)], key=lambda stand: stand.start
        )
        with_it = sorted([*day, stand_of(task, there)], key=lambda stand: stand.start)
        return travel_of(self.problem, with_it) - travel_of(self.problem, day)


def _fixed_of(problem: PlanningProblem, cell: Cell) -> list[Stand]:
    return [stand_of_fixed(fixed) for fixed in problem.fixed if fixed.cell == cell]


def _numbers_by_work(problem: PlanningProblem) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for task in problem.tasks.values():
        found.setdefault(task.visit.work, []).append((task.visit.number, task.id))
    return found
