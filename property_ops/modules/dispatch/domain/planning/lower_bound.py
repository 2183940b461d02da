"""A cost that no plan can beat: the question with less asked, each visit in one crew-day whose hours suffice for all.

What visits ask of one another but the hours is left away; of the way only that the estates of a crew's day lie apart by
at least the shortest distance there is. Parts of visits may be here and there (a linear programme): its best is a bound
for every plan.
"""

from collections import defaultdict
from typing import Any

from ortools.linear_solver import pywraplp

from property_ops.modules.dispatch.domain.planning.problem import Cell, PlanningProblem, Task
from property_ops.modules.dispatch.domain.planning.scoring import (
    DAY_LATER,
    LATE_DAY,
    LEFT_OUT,
    OTHER_DAY_OR_CREW,
    TRAVEL_MINUTE,
    late_days,
)

ROUNDING = 10**7
"""The programme is solved in floating point; a part in so many is given away to be safe."""


def lower_bound(problem: PlanningProblem) -> int:
    """Never more than the cost of any plan; 0 where nothing is known."""
    programme = pywraplp.Solver.CreateSolver("GLOP")
    if programme is None:
        return 0
    return _Relaxed(problem, programme).bound()


class _Relaxed:
    def __init__(self, problem: PlanningProblem, programme: Any) -> None:
        self.problem, self.programme = problem, programme
        self.cost: list[Any] = []
        self.loads: defaultdict[Cell, list[Any]] = defaultdict(list)
        self.there: defaultdict[tuple[Cell, int], list[Any]] = defaultdict(list)
        for task in problem.tasks.values():
            self._visit(task)
        for cell, load in self.loads.items():
            start, end = problem.shifts[cell]
            programme.Add(sum(load) <= end - start)
        self._ways()

    def bound(self) -> int:
        self.programme.Minimize(sum(self.cost))
        if self.programme.Solve() != pywraplp.Solver.OPTIMAL:
            return 0
        least = int(self.programme.Objective().Value())
        return max(least - least // ROUNDING - 1, 0)

    def _visit(self, task: Task) -> None:
        stands = []
        for cell in sorted(task.windows):
            part = self.programme.NumVar(0, 1, "")
            stands.append(part)
            self.loads[cell].append(part * task.length)
            self.there[cell, task.visit.estate].append(part)
            self.cost.append(part * _least_cost(task, cell))
        left_out = self.programme.NumVar(0, 1, "")
        self.programme.Add(sum(stands) + left_out == 1)
        self.cost.append(left_out * LEFT_OUT)

    def _ways(self) -> None:
        estates = sorted({estate for _cell, estate in self.there})
        ways = [
            self.problem.situation.travel.between(one, other)
            for number, one in enumerate(estates)
            for other in estates[number + 1 :]
        ]
        shortest = min(ways, default=0)
        cells: defaultdict[Cell, list[Any]] = defaultdict(list)
        for (cell, _estate), parts in self.there.items():
            goes = self.programme.NumVar(0, 1, "")
            for part in parts:
                self.programme.Add(part <= goes)
            cells[cell].append(goes)
        for goings in cells.values() if shortest else ():
            needed = self.programme.NumVar(0, len(goings), "")
            self.programme.Add(needed >= sum(goings) - 1)
            self.cost.append(needed * (shortest * TRAVEL_MINUTE))


def _least_cost(task: Task, cell: Cell) -> int:
    moved = OTHER_DAY_OR_CREW if task.before and task.before.cell != cell else 0
    return late_days(task, cell[1]) * LATE_DAY + cell[1] * DAY_LATER + moved
