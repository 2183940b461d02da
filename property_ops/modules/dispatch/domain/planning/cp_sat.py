"""The best plan for some visits and some crew-days at a time, by OR-Tools CP-SAT; the rest of the plan stays.

One worker, a fixed seed and a limit in the solver's own deterministic time: the same question gives the same plan,
however busy the machine is.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from ortools.sat.python import cp_model

from property_ops.modules.dispatch.domain.planning.greedy import Making
from property_ops.modules.dispatch.domain.planning.problem import (
    Cell,
    FixedVisit,
    Placement,
    Plan,
    PlanningProblem,
    Task,
    rests_at_one_place,
    stand_of,
)
from property_ops.modules.dispatch.domain.planning.ranges import Range, has
from property_ops.modules.dispatch.domain.planning.scoring import (
    DAY_LATER,
    LATE_DAY,
    LEFT_OUT,
    OTHER_DAY_OR_CREW,
    OTHER_TIME,
    TRAVEL_MINUTE,
    late_days,
)

SEED = 7
DEPOT = 0


@dataclass(frozen=True, slots=True)
class Solved:
    """`is_best`: no plan for these visits and crew-days costs less. `bound`: none costs less than this."""

    plan: Plan
    is_best: bool
    bound: int
    effort: int


def solve(
    problem: PlanningProblem,
    plan: Plan,
    *,
    free: Collection[int],
    cells: Collection[Cell],
    effort: int,
    most_travel: int | None = None,
) -> Solved:
    """A plan that costs no more, in which the free visits stand in `cells` or are left out; `effort` limits the search.

    Every free visit that stands in `plan` stands in one of the cells. `most_travel`: minutes within the cells.
    """
    model = _Model(problem, plan, frozenset(free), frozenset(cells))
    if most_travel is not None:
        model.limit_travel(most_travel)
    return model.solved(effort)


def solver(effort: int) -> cp_model.CpSolver:
    made = cp_model.CpSolver()
    made.parameters.num_workers = 1
    made.parameters.random_seed = SEED
    made.parameters.max_deterministic_time = effort / 100
    return made


def _domain(ranges: Iterable[Range]) -> Any:
    return cp_model.Domain.from_intervals([list(one) for one in ranges])


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
    def __init__(self, problem: PlanningProblem, plan: Plan, free: frozenset[int], cells: frozenset[Cell]) -> None:
        self.problem, self.plan = problem, plan
        self.model = cp_model.CpModel()
        self.cost: list[Any] = []
        self.ways: list[Any] = []
        rest = {number: there for number, there in plan.items() if number not in free}
        self.standing = Making(problem, rest)
        self.rest: Mapping[int, Placement] = rest
        self.free = {number: self._visit(problem.tasks[number], cells) for number in sorted(free)}
        for cell in sorted(cells):
            self._round(cell)
        for one, other in combinations(self.free.values(), 2):
            self._between(one, other)
        for one in self.free.values():
            self._beside_the_rest(one)

    # --- a visit: where and when ---

    def _visit(self, task: Task, cells: frozenset[Cell]) -> _Free:
        model = self.model
        found = {cell: self.standing.free(task, cell) for cell in sorted(task.windows) if cell in cells}
        found = {cell: ranges for cell, ranges in found.items() if ranges}
        stands = model.new_bool_var(f"stands {task.id}")
        union = [bound for ranges in found.values() for bound in ranges] or [(0, 0)]
        start = model.new_int_var_from_domain(_domain(union), f"start {task.id}")
        visit = _Free(task, start, stands)
        for cell, ranges in found.items():
            at = visit.at[cell] = model.new_bool_var(f"{task.id} in {cell}")
            model.add_linear_expression_in_domain(start, _domain(ranges)).only_enforce_if(at)
            self.cost.append(at * self._cost_in(task, cell))
            self._cost_of_other_time(visit, cell, at, ranges)
        model.add(sum(visit.at.values()) == stands)
        self.cost.append((1 - stands) * LEFT_OUT)
        self._hint(visit)
        return visit

    def _cost_in(self, task: Task, cell: Cell) -> int:
        day = cell[1]
        moved = OTHER_DAY_OR_CREW if task.before and task.before.cell != cell else 0
        return late_days(task, day) * LATE_DAY + day * DAY_LATER + moved

    def _cost_of_other_time(self, visit: _Free, cell: Cell, at: Any, ranges: tuple[Range, ...]) -> None:
        before = visit.task.before
        if before is None or before.cell != cell:
            return
        same = self.model.new_bool_var(f"{visit.task.id} stays")
        if has(ranges, before.start):
            self.model.add(visit.start == before.start).only_enforce_if(same)
            self.model.add_implication(same, at)
        else:
            self.model.add(same == 0)
        self.cost.append(at * OTHER_TIME - same * OTHER_TIME)

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
        if not nodes:
            return
        nodes += [_Node(one.visit, one.start, one.end - one.start, True) for one in self._fixed_in(cell)]
        nodes += [
            _Node(task.visit, there.start, task.length, True)
            for task, there in ((self.problem.tasks[number], place) for number, place in self.rest.items())
            if there.cell == cell
        ]
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

    def _fixed_in(self, cell: Cell) -> Iterator[FixedVisit]:
        return (fixed for fixed in self.problem.fixed if fixed.cell == cell)

    def _arc(self, one: _Node, other: _Node) -> Any:
        """`other` comes right after `one`. Between two that are fixed the way is as it is."""
        arc = self.model.new_bool_var("")
        if one.there is not True or other.there is not True:
            way = self.problem.travel_steps(one.visit, other.visit)
            self.model.add(other.start >= one.start + one.length + way).only_enforce_if(arc)
        elif other.start < one.start:
            self.model.add(arc == 0)
        minutes = self.problem.travel(one.visit, other.visit)
        if minutes:
            self.ways.append(arc * minutes)
        return arc

    # --- what visits ask of one another besides ---

    def _between(self, one: _Free, other: _Free) -> None:
        if one.task.visit.work == other.task.visit.work:
            first, second = sorted((one, other), key=lambda free: free.task.visit.number)
            gap = first.task.length + first.task.rest
            self.model.add(second.start >= first.start + gap).only_enforce_if(second.stands)
            self.model.add_implication(second.stands, first.stands)
        elif rests_at_one_place(one.task, stand_of(other.task, Placement(0, 0))):
            before = self.model.new_bool_var("")
            both = [one.stands, other.stands]
            end, other_end = one.task.length + one.task.rest, other.task.length + other.task.rest
            self.model.add(other.start >= one.start + end).only_enforce_if([*both, before])
            self.model.add(one.start >= other.start + other_end).only_enforce_if([*both, ~before])

    def _beside_the_rest(self, free: _Free) -> None:
        """No visit stands without the earlier ones of its work."""
        for task in self.problem.tasks.values():
            if task.visit.work != free.task.visit.work or task.id in self.free:
                continue
            if task.visit.number < free.task.visit.number and task.id not in self.rest:
                self.model.add(free.stands == 0)
            elif task.visit.number > free.task.visit.number and task.id in self.rest:
                self.model.add(free.stands == 1)

    def limit_travel(self, minutes: int) -> None:
        self.model.add(sum(self.ways) <= minutes)

    def solved(self, effort: int) -> Solved:
        self.model.minimize(sum(self.cost) + TRAVEL_MINUTE * sum(self.ways))
        run = solver(effort)
        status = run.solve(self.model)
        used = int(run.response_proto.deterministic_time * 100) + 1
        bound = int(run.best_objective_bound) if status != cp_model.UNKNOWN else 0
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Solved(self.plan, False, bound, used)
        found = dict(self.rest)
        for number, free in self.free.items():
            for cell, at in free.at.items():
                if run.value(at):
                    found[number] = Placement(cell[0], run.value(free.start))
        return Solved(found, status == cp_model.OPTIMAL, bound, used)
