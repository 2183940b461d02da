"""The best plan for a few visits, proven, by OR-Tools CP-SAT.

One worker, a fixed seed and a limit in the solver's own deterministic time: the same question gives the same plan,
however busy the machine is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Any

from ortools.sat.python import cp_model

from property_ops.modules.dispatch.domain.planning.problem import (
    Cell,
    Placement,
    Plan,
    PlanningProblem,
    Stand,
    Task,
    rest_at_one_place,
)
from property_ops.modules.dispatch.domain.planning.ranges import Range, has
from property_ops.modules.dispatch.domain.planning.scoring import (
    TRAVEL_MINUTE,
    cell_cost,
    change_cost,
    left_out_cost,
)

SEED = 7
DEPOT = 0


@dataclass(frozen=True, slots=True)
class Solved:
    """`is_best`: no plan costs less. `bound`: none costs less than this; None where nothing is known."""

    plan: Plan
    is_best: bool
    bound: int | None


def solve(problem: PlanningProblem, plan: Plan, *, effort: int) -> Solved:
    """The best plan, begun with one that is known; `effort` limits the search (hundredths of deterministic time)."""
    return _Model(problem, plan).solved(effort)


@dataclass(slots=True)
class _Node:
    """A visit in the round of a crew's day: a free one, if `there` is true, or a fixed one."""

    visit: Any
    start: Any
    length: int
    there: Any


@dataclass(slots=True)
class _Free:
    """A free visit in the model: `at` by cell, true where it stands there."""

    task: Task
    start: Any
    stands: Any
    at: dict[Cell, Any] = field(default_factory=dict)


class _Model:
    def __init__(self, problem: PlanningProblem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.model = cp_model.CpModel()
        self.cost: list[Any] = []
        self.free = {number: self._visit(task) for number, task in sorted(problem.tasks.items())}
        for cell in sorted({cell for free in self.free.values() for cell in free.at}):
            self._round(cell)
        self._rounds_as_they_are()
        for one, other in combinations(self.free.values(), 2):
            self._between(one, other)

    # --- a visit: where and when ---

    def _visit(self, task: Task) -> _Free:
        model = self.model
        stands = model.new_bool_var(f"stands {task.id}")
        union = [bound for ranges in task.windows.values() for bound in ranges] or [(0, 0)]
        start = model.new_int_var_from_domain(self._domain(task, union), f"start {task.id}")
        visit = _Free(task, start, stands)
        for cell, ranges in sorted(task.windows.items()):
            at = visit.at[cell] = model.new_bool_var(f"{task.id} in {cell}")
            model.add_linear_expression_in_domain(start, self._domain(task, ranges)).only_enforce_if(at)
            self.cost.append(at * cell_cost(self.problem, task, cell))
            self._cost_of_other_time(visit, cell, at, ranges)
        model.add(sum(visit.at.values()) == stands)
        self.cost.append((1 - stands) * left_out_cost(self.problem, task))
        self._hint(visit)
        return visit

    def _domain(self, task: Task, ranges: Iterable[Range]) -> Any:
        """What begins on the grid, and the minute of which the crew was told."""
        grid = self.problem.grid
        starts = {start for low, high in ranges for start in range(-(-low // grid) * grid, high + 1, grid)}
        told = {task.before.start} if task.before and has(ranges, task.before.start) else set()
        return cp_model.Domain.from_values(sorted(starts | told))

    def _cost_of_other_time(self, visit: _Free, cell: Cell, at: Any, ranges: tuple[Range, ...]) -> None:
        before = visit.task.before
        if before is None or before.cell != cell:
            return
        moved = change_cost(self.problem, visit.task, before._replace(start=before.start + 1))
        same = self.model.new_bool_var(f"{visit.task.id} stays")
        if has(ranges, before.start):
            self.model.add(visit.start == before.start).only_enforce_if(same)
            self.model.add_implication(same, at)
        else:
            self.model.add(same == 0)
        self.cost.append(at * moved - same * moved)

    def _hint(self, visit: _Free) -> None:
        there = self.plan.get(visit.task.id)
        self.model.add_hint(visit.stands, there is not None)
        for cell, at in visit.at.items():
            self.model.add_hint(at, there is not None and there.cell == cell)
        if there is not None:
            self.model.add_hint(visit.start, there.start)

    # --- the round of a crew's day: who follows whom, and the way between ---

    def _round(self, cell: Cell) -> None:
        nodes = [
            _Node(free.task.visit, free.start, free.task.length, free.at[cell])
            for free in self.free.values()
            if cell in free.at
        ]
        nodes += [_Node(one.visit, one.start, one.end - one.start, True) for one in self._fixed_in(cell)]
        arcs: list[tuple[int, int, Any]] = [(DEPOT, DEPOT, self.model.new_bool_var(f"empty {cell}"))]
        for number, node in enumerate(nodes, start=1):
            arcs.append((DEPOT, number, self.model.new_bool_var("first")))
            arcs.append((number, DEPOT, self.model.new_bool_var("last")))
            if node.there is not True:
                arcs.append((number, number, ~node.there))
        for one, other in combinations(range(1, len(nodes) + 1), 2):
            for pair in ((one, other), (other, one)):
                arcs.append((*pair, self._arc(nodes[pair[0] - 1], nodes[pair[1] - 1])))
        self.model.add_circuit(arcs)

    def _fixed_in(self, cell: Cell) -> list[Stand]:
        return [fixed for fixed in self.problem.fixed if fixed.cell == cell]

    def _rounds_as_they_are(self) -> None:
        """The ways of crew-days in which nothing is free."""
        free = {cell for visit in self.free.values() for cell in visit.at}
        cells = {one.cell for one in self.problem.fixed if 0 <= one.day < self.problem.days} - free
        for cell in cells:
            stands = sorted(self._fixed_in(cell), key=lambda stand: (stand.start, stand.end))
            for one, other in pairwise(stands):
                self.cost.append(self.problem.travel(one.visit, other.visit) * TRAVEL_MINUTE)

    def _arc(self, one: _Node, other: _Node) -> Any:
        """`other` comes right after `one`. Between two that are fixed the way is as it is."""
        arc = self.model.new_bool_var("")
        minutes = self.problem.travel(one.visit, other.visit)
        if one.there is not True or other.there is not True:
            self.model.add(other.start >= one.start + one.length + minutes).only_enforce_if(arc)
        elif other.start < one.start:
            self.model.add(arc == 0)
        self.cost.append(arc * (minutes * TRAVEL_MINUTE))
        return arc

    # --- what visits ask of one another besides ---

    def _between(self, one: _Free, other: _Free) -> None:
        if one.task.visit.work == other.task.visit.work:
            first, second = sorted((one, other), key=lambda free: free.task.visit.number)
            gap = first.task.length + first.task.rest
            self.model.add(second.start >= first.start + gap).only_enforce_if(second.stands)
            self.model.add_implication(second.stands, first.stands)
        elif rest_at_one_place(one.task, other.task):
            before = self.model.new_bool_var("")
            both = [one.stands, other.stands]
            end, other_end = one.task.length + one.task.rest, other.task.length + other.task.rest
            self.model.add(other.start >= one.start + end).only_enforce_if([*both, before])
            self.model.add(one.start >= other.start + other_end).only_enforce_if([*both, ~before])

    def solved(self, effort: int) -> Solved:
        self.model.minimize(sum(self.cost))
        run = cp_model.CpSolver()
        run.parameters.num_workers = 1
        run.parameters.random_seed = SEED
        run.parameters.max_deterministic_time = effort / 100
        status = run.solve(self.model)
        bound = None if status == cp_model.UNKNOWN else max(int(run.best_objective_bound), 0)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Solved(self.plan, False, bound)
        found = {
            number: Placement(*cell, run.value(free.start))
            for number, free in self.free.items()
            for cell, at in free.at.items()
            if run.value(at)
        }
        return Solved(found, status == cp_model.OPTIMAL, bound)
