"""A plan as rounds: who follows whom in each crew's day, each as early as that order lets it, and what it costs.

Every step keeps the rules about clashes: hours, places and weather by the windows of each visit; the way from one to
the next; the order within a work, and rests. A visit that its crew was told of keeps its time as long as that fits.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from property_ops.modules.dispatch.domain.planning.problem import (
    Cell,
    Placement,
    Plan,
    PlanningProblem,
    taken_by,
)
from property_ops.modules.dispatch.domain.planning.ranges import Range, first_from, has, without
from property_ops.modules.dispatch.domain.planning.round_facts import RoundFacts
from property_ops.modules.dispatch.domain.planning.scoring import TRAVEL_MINUTE

Starts = list[int]
NO_LIMIT = 10**15
BLINK = 2
"""So often in a hundred a search overlooks a place, so that not always the same plan is made again."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """A visit in the round of a crew's day, and when each of the round then starts."""

    cost: int
    cell: Cell
    order: list[int]
    starts: Starts


class Rounds:
    """A visit is known by its number, a fixed one by -1, -2, … in the order of `problem.fixed`."""

    def __init__(self, problem: PlanningProblem, plan: Plan | None = None) -> None:
        self.problem = problem
        self.facts = RoundFacts(problem)
        self.plan: dict[int, Placement] = {}
        self.order: dict[Cell, list[int]] = {cell: list(fixed) for cell, fixed in self.facts.fixed_in.items()}
        self.starts: dict[Cell, Starts] = {
            cell: [self.facts.fixed[item].start for item in items] for cell, items in self.order.items()
        }
        self.travel: dict[Cell, int] = {}
        self.cost: dict[Cell, int] = {}
        for cell, order in self.order.items():
            self._reckon(cell, order, self.starts[cell])
        self.load = dict.fromkeys(self.facts.cells, 0)
        self.missing: set[int] = set(problem.tasks)
        if plan:
            self._stand_as(plan)

    @property
    def total(self) -> int:
        """As `score` reckons it."""
        return sum(self.cost.values()) + sum(map(self.facts.left_out.__getitem__, self.missing))

    def _stand_as(self, plan: Plan) -> None:
        for number, there in sorted(plan.items(), key=lambda item: (item[1].start, item[0])):
            order, starts = self.order.setdefault(there.cell, []), self.starts.setdefault(there.cell, [])
            at = next((place for place, start in enumerate(starts) if start >= there.start), len(starts))
            order.insert(at, number)
            starts.insert(at, there.start)
            self._take_in(number, there.cell)
            self.plan[number] = there
        self._settle(sorted({there.cell for there in plan.values()}, key=lambda cell: (cell[1], cell[0])))

    def copy(self) -> "Rounds":
        made = object.__new__(Rounds)
        made.problem, made.facts = self.problem, self.facts
        made.plan, made.order, made.starts = self.plan.copy(), self.order.copy(), self.starts.copy()
        made.cost, made.travel = self.cost.copy(), self.travel.copy()
        made.load, made.missing = self.load.copy(), self.missing.copy()
        return made

    # --- putting in and taking out ---

    def insertion(self, number: int, chance: Random | None = None) -> Insertion | None:
        """The cheapest there is; None where the visit fits nowhere. With `chance` a few places are overlooked."""
        if not self._is_next(number):
            return None
        best, most = None, NO_LIMIT
        for own, cell in self.facts.cells_of[number]:
            if own >= most:
                break
            found = self._cheapest_in(number, cell, own, most, chance)
            if found is not None:
                best, most = found, found.cost
        return best

    def insert(self, number: int, chance: Random | None = None) -> bool:
        found = self.insertion(number, chance)
        if found is None:
            return False
        self._take_in(number, found.cell)
        self._write(found.cell, found.order, found.starts)
        return True

    def _is_next(self, number: int) -> bool:
        """Whether all earlier visits of its work stand."""
        return all(earlier in self.plan for earlier in self.facts.earlier[number])

    def _cheapest_in(self, number: int, cell: Cell, own: int, most: int, chance: Random | None) -> Insertion | None:
        """In this crew's day, for less than `most`."""
        facts, order, best = self.facts, self.order.get(cell, []), None
        spare = facts.room[cell] - self.load[cell] - facts.length[number]
        if spare < 0:
            return None
        longest = NO_LIMIT if cell in facts.fixed_in else spare - self.travel.get(cell, 0)
        for detour, place in self._detours(number, order):
            cost = own + detour * TRAVEL_MINUTE
            if cost >= most or detour > longest:
                break
            if chance is not None and chance.random() * 100 < BLINK:
                continue
            found = self._inserted(number, cell, order, place)
            if found is None:
                continue
            if not facts.has_told:
                return Insertion(cost, cell, *found)
            cost = self._cost(cell, *found) - self.cost.get(cell, 0)
            if cost < most:
                best, most = Insertion(cost, cell, *found), cost
        return best

    def keep(self, number: int, there: Placement) -> bool:
        """Put a visit where its crew was told it is, if that goes and moves nobody."""
        order, starts = self.order.get(there.cell, []), self.starts.get(there.cell, [])
        place = next((place for place, start in enumerate(starts) if start >= there.start), len(starts))
        if not self._is_next(number) or there.cell not in self.facts.windows[number]:
            return False
        found = self._inserted(number, there.cell, order, place)
        if found is None or found[1] != [*starts[:place], there.start, *starts[place:]]:
            return False
        self._take_in(number, there.cell)
        self._write(there.cell, *found)
        return True

    def remove(self, numbers: Iterable[int]) -> set[int]:
        """Take out these and the later visits of their works; tells all that are taken out."""
        gone = {later for number in numbers for later in (number, *self.facts.later[number]) if later in self.plan}
        cells = sorted({self.plan[number].cell for number in gone})
        for number in gone:
            cell = self.plan.pop(number).cell
            self.load[cell] -= self.facts.length[number]
            self.missing.add(number)
        for cell in cells:
            both = zip(self.order[cell], self.starts[cell], strict=True)
            kept = [(item, at) for item, at in both if item not in gone]
            self.order[cell], self.starts[cell] = [item for item, _at in kept], [at for _item, at in kept]
        self._settle(cells)
        return gone

    def _take_in(self, number: int, cell: Cell) -> None:
        self.load[cell] = self.load.get(cell, 0) + self.facts.length[number]
        self.missing.discard(number)

    def _write(self, cell: Cell, order: list[int], starts: Starts) -> None:
        crew, day = cell
        self.order[cell], self.starts[cell] = order, starts
        for item, start in zip(order, starts, strict=True):
            if item >= 0:
                self.plan[item] = Placement(crew, day, start)
        self._reckon(cell, order, starts)

    def _settle(self, cells: Iterable[Cell]) -> None:
        """Each as early as it goes in these days, where all fit as they stand."""
        for cell in cells:
            order = self.order[cell]
            self._write(cell, order, self._timed(cell, order) or self.starts[cell])

    # --- times ---

    def _inserted(self, number: int, cell: Cell, order: Sequence[int], place: int) -> tuple[list[int], Starts] | None:
        new = [*order[:place], number, *order[place:]]
        starts = self._timed(cell, new, place)
        return None if starts is None else (new, starts)

    def _timed(self, cell: Cell, order: Sequence[int], known: int = 0) -> Starts | None:
        """When each starts; None if the order does not fit. Before `known` they start as they do."""
        found = self._in_turn(cell, order, known, holds=self.facts.has_told)
        return self._in_turn(cell, order, 0, holds=False) if found is None and self.facts.has_told else found

    def _in_turn(self, cell: Cell, order: Sequence[int], known: int, *, holds: bool) -> Starts | None:
        facts = self.facts
        starts = self.starts[cell][:known] if known else []
        at, way = facts.begins[cell], None
        if known:
            last = order[known - 1]
            at, way = starts[-1] + facts.length[last], facts.ways[last]
        for item in order[known:]:
            if way is not None:
                at += way[facts.estate[item]]
            if item < 0:
                fixed = facts.fixed[item]
                if starts and order[len(starts) - 1] >= 0 and at > fixed.start:
                    return None
                starts.append(fixed.start)
                at = fixed.end
            else:
                start = self._start(item, cell, at, order, starts, holds=holds)
                if start is None:
                    return None
                starts.append(start)
                at = start + facts.length[item]
            way = facts.ways[item]
        return starts

    def _start(
        self, number: int, cell: Cell, at: int, order: Sequence[int], starts: Starts, *, holds: bool
    ) -> int | None:
        facts = self.facts
        ranges: Sequence[Range] = facts.windows[number].get(cell, ())
        if facts.related[number] or cell in facts.near:
            taken = self._taken(number, cell, order, starts)
            ranges = without(ranges, taken) if taken else ranges
        if holds and number in facts.told:
            told = facts.told[number]
            if told.cell == cell and told.start >= at and has(ranges, told.start):
                return told.start
        return first_from(ranges, at, facts.grid)

    def _taken(self, number: int, cell: Cell, order: Sequence[int], starts: Starts) -> list[Range]:
        """By visits that are related in other days, and by those that come before it in this round."""
        facts, plan = self.facts, self.plan
        taken = []
        for other, low, high in facts.related[number]:
            there = plan.get(other)
            if there is not None and (there[0], there[1]) != cell:
                taken.append((there[2] + low, there[2] + high))
            elif other in order:
                place = order.index(other)
                if place < len(starts):
                    taken.append((starts[place] + low, starts[place] + high))
        return [*taken, *self._taken_near(number, cell)] if cell in facts.near else taken

    def _taken_near(self, number: int, cell: Cell) -> Iterator[Range]:
        """By what the crew does in a shift that begins or ends shortly before or after."""
        task = self.problem.tasks[number]
        for beside in self.facts.near[cell]:
            for other, start in zip(self.order.get(beside, ()), self.starts.get(beside, ()), strict=True):
                if other >= 0:
                    stand = self.problem.stand(other, Placement(*beside, start))
                    yield from taken_by(self.problem, task, cell[0], stand)

    # --- costs ---

    def _detours(self, number: int, order: Sequence[int]) -> list[tuple[int, int]]:
        """The minutes that the visit adds at each place of the round, the fewest first."""
        facts = self.facts
        if not order:
            return [(0, 0)]
        ways, estate = facts.ways[number], facts.estate
        to = [ways[estate[item]] for item in order]
        between = [to[0]]
        for place in range(1, len(order)):
            skipped = facts.ways[order[place - 1]][estate[order[place]]]
            between.append(to[place - 1] + to[place] - skipped)
        between.append(to[-1])
        return sorted(((minutes, place) for place, minutes in enumerate(between)), key=_latest_of_the_shortest)

    def _reckon(self, cell: Cell, order: Sequence[int], starts: Starts) -> None:
        self.travel[cell] = self._way(order)
        self.cost[cell] = self._cost(cell, order, starts)

    def _way(self, order: Sequence[int]) -> int:
        """Minutes of travel."""
        facts = self.facts
        return sum(facts.ways[one][facts.estate[other]] for one, other in pairwise(order))

    def _cost(self, cell: Cell, order: Sequence[int], starts: Starts) -> int:
        """Of a crew's day: travel, lateness, and moving what was told."""
        facts = self.facts
        cost = self._way(order) * TRAVEL_MINUTE
        for item, start in zip(order, starts, strict=True):
            if item >= 0:
                cost += facts.own[item][cell]
                told = facts.told.get(item)
                if told is not None and told.cell == cell and told.start != start:
                    cost += facts.other_time[item]
        return cost


def _latest_of_the_shortest(detour: tuple[int, int]) -> tuple[int, int]:
    """What was put in before comes first."""
    return detour[0], -detour[1]
