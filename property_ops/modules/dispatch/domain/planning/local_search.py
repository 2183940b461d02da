"""Making a plan better, a few crew-days at a time, until the effort is spent.

A small question is solved whole, and the answer is the best there is. A large one is improved piece by piece: a
crew-day with much travel or lateness, with others that could take its visits. No step makes the plan dearer, so that
the result is never worse than the greedy plan.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from property_ops.modules.dispatch.domain.planning.cp_sat import SEED, solve
from property_ops.modules.dispatch.domain.planning.greedy import greedy
from property_ops.modules.dispatch.domain.planning.lower_bound import lower_bound
from property_ops.modules.dispatch.domain.planning.problem import Cell, Plan, PlanningProblem, Stand, Task
from property_ops.modules.dispatch.domain.planning.scoring import Score, crew_days, late_days, score, travel_of
from property_ops.modules.dispatch.domain.planning.timetable import settled

WHOLE, WHOLE_CELLS = 14, 60
"""Up to so many visits and possible crew-days a question is solved at once."""
PIECE, CELLS, LEFT_OUT_A_PIECE = 16, 8, 6
EFFORT, EFFORT_A_PIECE = 300, 10
"""In hundredths of the solver's deterministic time, which is some two seconds of an office PC."""
MOST_PIECES = 400
GIVE_UP_AFTER = 120

Progress = Callable[[int, int], bool]
"""Told the pieces done and in all; false stops the search."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """`is_best`: proven. `stopped`: somebody or the clock ended the search before its effort was spent."""

    plan: Plan
    score: Score
    greedy_plan: Plan
    greedy_score: Score
    bound: int
    is_best: bool
    stopped: bool


def propose(
    problem: PlanningProblem, *, progress: Progress = lambda done, total: True, effort: int = EFFORT
) -> Proposed:
    """The best plan found. The same question gives the same plan, unless it is stopped."""
    begun = greedy(problem)
    if _is_small(problem):
        return _whole(problem, begun, effort)
    return _piecewise(problem, begun, progress, effort)


def _is_small(problem: PlanningProblem) -> bool:
    cells = {cell for task in problem.tasks.values() for cell in task.windows}
    return len(problem.tasks) <= WHOLE and len(cells) <= WHOLE_CELLS


def _whole(problem: PlanningProblem, begun: Plan, effort: int) -> Proposed:
    cells = {cell for task in problem.tasks.values() for cell in task.windows}
    solved = solve(problem, begun, free=problem.tasks, cells=cells, effort=effort)
    plan = settled(problem, solved.plan)
    return _proposed(problem, plan, begun, bound=max(solved.bound, 0), is_best=solved.is_best, stopped=False)


def _piecewise(problem: PlanningProblem, begun: Plan, progress: Progress, effort: int) -> Proposed:
    plan, limit = begun, score(problem, begun)
    best = limit
    pieces = _Pieces(problem)
    spent, in_vain, stopped = 0, 0, False
    for _piece in range(MOST_PIECES):
        if not progress(min(spent * 100 // effort, 100), 100):
            stopped = True
            break
        free, cells = pieces.next(plan)
        most = _travel_left(problem, plan, cells, limit)
        solved = solve(problem, plan, free=free, cells=cells, effort=EFFORT_A_PIECE, most_travel=most)
        spent += solved.effort
        found = score(problem, solved.plan)
        in_vain += 1
        if found.cost < best.cost and _keeps(found, limit):
            plan, best, in_vain = solved.plan, found, 0
        if spent >= effort or in_vain >= GIVE_UP_AFTER:
            break
    bound = lower_bound(problem)
    settled_plan = settled(problem, plan)
    return _proposed(problem, settled_plan, begun, bound=bound, is_best=best.cost <= bound, stopped=stopped)


def _keeps(found: Score, limit: Score) -> bool:
    """Not more on the road than the plan begun with, unless it goes to more visits."""
    return found.left_out < limit.left_out or found.travel <= limit.travel


def _travel_left(problem: PlanningProblem, plan: Plan, cells: set[Cell], limit: Score) -> int | None:
    """How long the ways in these crew-days may be; None once the plan goes to more visits than the one begun with."""
    now = score(problem, plan)
    if now.left_out < limit.left_out:
        return None
    days = crew_days(problem, plan)
    return limit.travel - now.travel + sum(travel_of(problem, days.get(cell, [])) for cell in cells)


def _proposed(
    problem: PlanningProblem, plan: Plan, begun: Plan, *, bound: int, is_best: bool, stopped: bool
) -> Proposed:
    return Proposed(plan, score(problem, plan), begun, score(problem, begun), bound, is_best, stopped)


class _Pieces:
    """Which crew-days are looked at next: by chance of a fixed seed, those that cost much more often."""

    def __init__(self, problem: PlanningProblem) -> None:
        self.problem = problem
        self.chance = random.Random(SEED)
        self.cells = sorted({cell for task in problem.tasks.values() for cell in task.windows})
        self.by_cell: dict[Cell, list[Task]] = {cell: [] for cell in self.cells}
        for task in problem.tasks.values():
            for cell in task.windows:
                self.by_cell[cell].append(task)

    def next(self, plan: Plan) -> tuple[set[int], set[Cell]]:
        """The visits that become free, and the crew-days in which they may stand."""
        inside = _by_cell(plan)
        first = self._first(plan)
        cells, free = {first}, set(inside.get(first, ()))
        for cell in self._others(first):
            if len(cells) >= CELLS or len(free) + len(inside.get(cell, ())) > PIECE:
                continue
            cells.add(cell)
            free |= inside.get(cell, set())
        return free | self._left_out(plan, cells), cells

    def _first(self, plan: Plan) -> Cell:
        days = crew_days(self.problem, plan)
        weights = [1 + self._trouble(cell, days.get(cell, [])) for cell in self.cells]
        return self.chance.choices(self.cells, weights)[0]

    def _trouble(self, cell: Cell, stands: list[Stand]) -> int:
        late = sum(
            late_days(self.problem.tasks[stand.visit.id], cell[1])
            for stand in stands
            if stand.visit.id in self.problem.tasks
        )
        return travel_of(self.problem, stands) + 60 * late

    def _others(self, first: Cell) -> Iterator[Cell]:
        """Near in time or of the same crew first, with a little chance in it."""
        wanted = {task.id for task in self.by_cell[first]}
        near = [
            (abs(cell[1] - first[1]) * 2 + 3 * (cell[0] != first[0]) + self.chance.randrange(8), cell)
            for cell in self.cells
            if cell != first and any(task.id in wanted for task in self.by_cell[cell][:20])
        ]
        return (cell for _distance, cell in sorted(near))

    def _left_out(self, plan: Plan, cells: set[Cell]) -> set[int]:
        missing = sorted({task.id for cell in cells for task in self.by_cell[cell] if task.id not in plan})
        self.chance.shuffle(missing)
        return set(missing[:LEFT_OUT_A_PIECE])


def _by_cell(plan: Plan) -> dict[Cell, set[int]]:
    found: dict[Cell, set[int]] = {}
    for number, there in plan.items():
        found.setdefault(there.cell, set()).add(number)
    return found
