"""A cost that no plan can beat: the question with less asked, as a linear programme.

Parts of a visit may be here and there. Of each crew's day: its hours suffice for what stands in it and for the way
between its estates, which is the shortest there is; what weather and closed places leave of it suffices for what can
only be done then. Of each work: an earlier visit stands where the later one can still follow it, rest included.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any

from ortools.linear_solver import pywraplp

from property_ops.modules.dispatch.domain.planning.problem import Cell, PlanningProblem, Task
from property_ops.modules.dispatch.domain.planning.ranges import Range, covered
from property_ops.modules.dispatch.domain.planning.scoring import TRAVEL_MINUTE, cell_cost, left_out_cost

ROUNDING = 10**6
"""The programme is solved in floating point; a part in so many is given away to be safe."""
SOLVERS = ("CLP", "GLOP")
"""GLOP gives up on some questions that CLP solves."""


def lower_bound(problem: PlanningProblem) -> int | None:
    """Never more than the cost of any plan; None if no solver finds one."""
    for name in SOLVERS:
        programme = pywraplp.Solver.CreateSolver(name)
        if programme is not None:
            least = _Relaxed(problem, programme).least()
            if least is not None:
                return max(least - least // ROUNDING - 1, 0)
    return None


class _Relaxed:
    def __init__(self, problem: PlanningProblem, programme: Any) -> None:
        self.problem, self.programme = problem, programme
        self.cost: list[Any] = []
        self.part: dict[tuple[int, Cell], Any] = {}
        self.left_out: dict[int, Any] = {}
        self.by_cell: defaultdict[Cell, list[Task]] = defaultdict(list)
        for task in problem.tasks.values():
            self._visit(task)
        estates = sorted({task.visit.estate for task in problem.tasks.values()})
        between = problem.situation.travel.between
        self.shortest = min((between(one, other) for one, other in combinations(estates, 2)), default=0)
        for cell, tasks in self.by_cell.items():
            self._hours(cell, tasks)
        self._works()

    def least(self) -> int | None:
        self.programme.Minimize(sum(self.cost))
        if self.programme.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        return int(self.programme.Objective().Value())

    def _visit(self, task: Task) -> None:
        parts = []
        for cell in sorted(task.windows):
            part = self.part[task.id, cell] = self.programme.NumVar(0, 1, "")
            self.by_cell[cell].append(task)
            self.cost.append(part * cell_cost(self.problem, task, cell))
            parts.append(part)
        out = self.left_out[task.id] = self.programme.NumVar(0, 1, "")
        self.programme.Add(sum(parts) + out == 1)
        self.cost.append(out * left_out_cost(self.problem, task))

    def _hours(self, cell: Cell, tasks: Sequence[Task]) -> None:
        start, end = self.problem.shifts[cell]
        fixed = [(one.start, one.end) for one in self.problem.fixed if one.crew == cell[0]]
        load = sum(self.part[task.id, cell] * task.length for task in tasks)
        self.programme.Add(load + self._ways(cell, tasks) * self.shortest <= end - start - covered(fixed, start, end))
        told: set[tuple[int, tuple[int, ...]]] = set()
        for low, high in _stretches(cell, tasks):
            inside = tuple(
                min(_inside(bounds, task.length, low, high) for bounds in task.windows[cell]) for task in tasks
            )
            room = high - low - covered(fixed, low, high)
            if sum(inside) > room and (room, inside) not in told:
                told.add((room, inside))
                parts = (
                    minutes * self.part[one.id, cell] for minutes, one in zip(inside, tasks, strict=True) if minutes
                )
                self.programme.Add(sum(parts) <= room)

    def _ways(self, cell: Cell, tasks: Sequence[Task]) -> Any:
        """How many ways between estates the crew has that day: one fewer than estates."""
        goes: dict[int, Any] = {}
        for task in tasks:
            if task.visit.estate not in goes:
                goes[task.visit.estate] = self.programme.NumVar(0, 1, "")
            self.programme.Add(self.part[task.id, cell] <= goes[task.visit.estate])
        needed = self.programme.NumVar(0, len(goes), "")
        self.programme.Add(needed >= sum(goes.values()) - 1)
        self.cost.append(needed * (self.shortest * TRAVEL_MINUTE))
        return needed

    def _works(self) -> None:
        works: defaultdict[int, list[Task]] = defaultdict(list)
        for task in self.problem.tasks.values():
            works[task.visit.work].append(task)
        for visits in works.values():
            for one, other in pairwise(sorted(visits, key=lambda task: task.visit.number)):
                self._in_order(one, other)

    def _in_order(self, one: Task, other: Task) -> None:
        """What stands of the later visit up to a day is no more than what stands of the earlier one early enough."""
        self.programme.Add(self.left_out[other.id] >= self.left_out[one.id])
        for day in sorted({day for _crew, day in other.windows}):
            cells = [cell for cell in other.windows if cell[1] <= day]
            latest = max(other.windows[cell][-1][1] for cell in cells) - one.length - one.rest
            early = (self.part[one.id, cell] for cell, ranges in one.windows.items() if ranges[0][0] <= latest)
            self.programme.Add(sum(self.part[other.id, cell] for cell in cells) <= sum(early))


def _stretches(cell: Cell, tasks: Sequence[Task]) -> Iterator[Range]:
    """The times `[low, high)` of a day between where some visit can begin and some can end."""
    begins = sorted({low for task in tasks for low, _high in task.windows[cell]})
    ends = sorted({high + task.length for task in tasks for _low, high in task.windows[cell]})
    return ((low, high) for low in begins for high in ends if low < high)


def _inside(bounds: Range, length: int, low: int, high: int) -> int:
    """The least minutes that a visit which starts within the bounds spends in `[low, high)`."""
    return min(max(0, min(high, start + length) - max(low, start)) for start in bounds)
