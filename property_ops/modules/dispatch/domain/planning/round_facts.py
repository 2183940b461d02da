"""What does not change while a plan is made, looked up quickly."""

from collections.abc import Mapping, Sequence

from property_ops.modules.dispatch.domain.planning.problem import Cell, Placement, PlanningProblem, Stand, kept_apart
from property_ops.modules.dispatch.domain.planning.ranges import Range, covered
from property_ops.modules.dispatch.domain.planning.scoring import cell_cost, change_cost, left_out_cost


class RoundFacts:
    """Of each visit, free or fixed (-1, -2, …): length, estate, ways; of each free one where it may stand, what that
    costs, and `related`: the others on which it depends, with the starts they take from it if they start at 0."""

    def __init__(self, problem: PlanningProblem) -> None:
        tasks = problem.tasks
        self.grid = problem.grid
        self.fixed: dict[int, Stand] = {-place: fixed for place, fixed in enumerate(problem.fixed, start=1)}
        self.fixed_in: dict[Cell, list[int]] = {}
        for item, fixed in sorted(self.fixed.items(), key=lambda pair: (pair[1].start, pair[1].end, pair[0])):
            if 0 <= fixed.day < problem.days:
                self.fixed_in.setdefault(fixed.cell, []).append(item)
        self.windows: Mapping[int, Mapping[Cell, tuple[Range, ...]]] = {key: one.windows for key, one in tasks.items()}
        self.cells = sorted({cell for windows in self.windows.values() for cell in windows})
        self.begins = {cell: problem.shifts[cell][0] for cell in self.cells}
        self.room = {cell: self._room(problem, cell) for cell in self.cells}
        self.length = {key: one.length for key, one in tasks.items()} | {
            item: fixed.end - fixed.start for item, fixed in self.fixed.items()
        }
        self.told = {key: one.before for key, one in tasks.items() if one.before is not None}
        self.has_told = bool(self.told)
        self.other_time = {
            key: change_cost(problem, tasks[key], told._replace(start=told.start + 1))
            for key, told in self.told.items()
        }
        self.left_out = {key: left_out_cost(problem, one) for key, one in tasks.items()}
        self.own = {key: {cell: cell_cost(problem, one, cell) for cell in one.windows} for key, one in tasks.items()}
        self.cells_of = {
            key: sorted(((cost, cell) for cell, cost in own.items()), key=lambda found: (found[0], found[1][::-1]))
            for key, own in self.own.items()
        }
        self._ways(problem)
        self._relations(problem)
        self.near = _near(problem, self.cells)

    def _room(self, problem: PlanningProblem, cell: Cell) -> int:
        start, end = problem.shifts[cell]
        return end - start - covered(((one.start, one.end) for one in problem.fixed if one.crew == cell[0]), start, end)

    def _ways(self, problem: PlanningProblem) -> None:
        self.estate = {key: one.visit.estate for key, one in problem.tasks.items()} | {
            item: fixed.visit.estate for item, fixed in self.fixed.items()
        }
        estates = sorted(set(self.estate.values()))
        between = problem.situation.travel.between
        table = {one: {other: between(one, other) for other in estates} for one in estates}
        self.ways = {item: table[estate] for item, estate in self.estate.items()}

    def _relations(self, problem: PlanningProblem) -> None:
        tasks = sorted(problem.tasks.values(), key=lambda task: (task.visit.number, task.id))
        works: dict[int, list[int]] = {}
        places: dict[tuple[int, str], list[int]] = {}
        for task in tasks:
            works.setdefault(task.visit.work, []).append(task.id)
            if task.visit.place:
                places.setdefault((task.visit.estate, task.visit.place), []).append(task.id)
        self.earlier: dict[int, list[int]] = {}
        self.later: dict[int, list[int]] = {}
        self.related: dict[int, list[tuple[int, int, int]]] = {}
        for task in tasks:
            work = works[task.visit.work]
            at = work.index(task.id)
            self.earlier[task.id], self.later[task.id] = work[:at], work[at + 1 :]
            beside = places.get((task.visit.estate, task.visit.place), []) if task.visit.place else []
            others = [*work[:at], *work[at + 1 :], *(other for other in beside if other not in work)]
            apart = ((other, kept_apart(task, problem.stand(other, Placement(0, 0, 0)))) for other in others)
            self.related[task.id] = [(other, *taken) for other, taken in apart if taken]


def _near(problem: PlanningProblem, cells: Sequence[Cell]) -> dict[Cell, list[Cell]]:
    """The days of the same crew that begin or end so near that one has to travel from one to the other."""
    farthest = max([problem.situation.travel.other, *problem.situation.travel.minutes.values()])
    found: dict[Cell, list[Cell]] = {}
    known = set(cells)
    for crew, day in cells:
        start, end = problem.shifts[crew, day]
        for other in ((crew, day - 1), (crew, day + 1)):
            if other in known:
                begins, ends = problem.shifts[other]
                if begins < end + farthest and start < ends + farthest:
                    found.setdefault((crew, day), []).append(other)
    return found
