"""Making a plan better: take some visits out, put them in again elsewhere, and keep what costs less, many times.

Chance is of a fixed seed and the rounds are counted, so that the same question gives the same plan, whatever the clock
and however many cores. What is a little dearer is accepted in the beginning, ever less so towards the end.
"""

from collections.abc import Callable, Collection, Iterable
from random import Random

from property_ops.modules.dispatch.domain.planning.problem import NEVER, Cell, Plan
from property_ops.modules.dispatch.domain.planning.rounds import Rounds

SEED = 7
FEWEST, MOST = 2, 14
"""So many visits are taken out at a time."""
WARM, COLD = 12_000, 3
"""What is so much dearer is accepted, at most, in the beginning and at the end."""
REPORT_EVERY = 20

Progress = Callable[[int, int], bool]
"""Told the rounds done and in all; false stops the search."""


class Improved:
    """The best plan of a search, and whether somebody or the clock ended it before its rounds were done."""

    def __init__(self, begun: Rounds, *, rounds: int, progress: Progress) -> None:
        self.plan: Plan = begun.plan.copy()
        self.total = begun.total
        self.stopped = False
        self._search(begun, rounds, progress)

    def _search(self, now: Rounds, rounds: int, progress: Progress) -> None:
        chance = Random(SEED)
        ruin, recreate = Ruin(now, chance), Recreate(now, chance)
        for done in range(rounds):
            if done % REPORT_EVERY == 0 and not progress(done, rounds):
                self.stopped = True
                return
            tried = now.copy()
            taken = tried.remove(ruin.choice(tried))
            recreate.put(tried, taken | tried.missing)
            warmth = WARM * (COLD / WARM) ** (done / rounds)
            if tried.total < now.total + warmth * chance.random():
                now = tried
                if now.total < self.total:
                    self.plan, self.total = now.plan.copy(), now.total


class Ruin:
    """Which visits are taken out next: around one that is left out or late, or around any."""

    def __init__(self, rounds: Rounds, chance: Random) -> None:
        self.facts, self.chance = rounds.facts, chance
        self.tasks = rounds.problem.tasks
        self.numbers = sorted(self.tasks)
        self.days = rounds.problem.days
        self.most = min(MOST, max(FEWEST, len(self.numbers) // 3))

    def choice(self, rounds: Rounds) -> Iterable[int]:
        if not rounds.plan:
            return ()
        seed = self._seed(rounds)
        ways = (self._rivals, self._neighbours, self._days, self._any)
        way = self.chance.choices(ways, (40, 30, 15, 15))[0]
        taken = way(rounds, seed, self.chance.randint(FEWEST, self.most))
        return [*taken, seed] if seed in rounds.plan else taken

    def _seed(self, rounds: Rounds) -> int:
        drawn = self.chance.random() * 100
        if rounds.missing and drawn < 50:
            return self.chance.choice(sorted(rounds.missing))
        if drawn < 75:
            late = [number for number, there in rounds.plan.items() if self._is_late(number, there.day)]
            if late:
                return self.chance.choice(late)
        return self.chance.choice(self.numbers)

    def _is_late(self, number: int, day: int) -> bool:
        due = self.tasks[number].due
        return due is not None and day > due

    def _wished(self, rounds: Rounds, seed: int) -> int:
        """The day on which it stands, or should."""
        there, due = rounds.plan.get(seed), self.tasks[seed].due
        if there is not None:
            return there.day
        return self.chance.randrange(self.days) if due is None else due

    def _rivals(self, rounds: Rounds, seed: int, count: int) -> list[int]:
        """What stands on crew-days on which the seed could stand, near its day."""
        cells, day, chance = self.tasks[seed].windows, self._wished(rounds, seed), self.chance.random
        far = {
            number: abs(there.day - day) + 3 * ((there.crew, there.day) not in cells) + 4 * chance()
            for number, there in rounds.plan.items()
        }
        return sorted(far, key=far.__getitem__)[:count]

    def _neighbours(self, rounds: Rounds, seed: int, count: int) -> list[int]:
        """What is near on the way, and about the same day."""
        ways, estate, chance = self.facts.ways[seed], self.facts.estate, self.chance.random
        day = self._wished(rounds, seed)
        far = {
            number: ways[estate[number]] / 10 + abs(there.day - day) / 4 + 3 * chance()
            for number, there in rounds.plan.items()
        }
        return sorted(far, key=far.__getitem__)[:count]

    def _days(self, rounds: Rounds, seed: int, count: int) -> list[int]:
        """Whole crew-days on which the seed could stand."""
        day, chance = self._wished(rounds, seed), self.chance.random
        far: dict[Cell, float] = {
            cell: abs(cell[1] - day) + 3 * chance() for cell in self.tasks[seed].windows if rounds.order.get(cell)
        }
        taken: list[int] = []
        for cell in sorted(far, key=far.__getitem__):
            taken += [item for item in rounds.order[cell] if item >= 0]
            if len(taken) >= count:
                break
        return taken[: count + 4]

    def _any(self, rounds: Rounds, seed: int, count: int) -> list[int]:
        return self.chance.sample(sorted(rounds.plan), min(count, len(rounds.plan)))


class Recreate:
    """Puts visits in again, in an order drawn from a few that are each good at something."""

    def __init__(self, rounds: Rounds, chance: Random) -> None:
        self.chance = chance
        tasks, facts = rounds.problem.tasks, rounds.facts
        self.work = {number: task.visit.work for number, task in tasks.items()}
        self.place = {number: len(facts.earlier[number]) for number in tasks}
        due = {number: NEVER if task.due is None else task.due for number, task in tasks.items()}
        self.narrow = {number: (len(task.windows), due[number]) for number, task in tasks.items()}
        self.pressing = {number: (due[number], -task.length) for number, task in tasks.items()}
        self.heavy = {number: (-facts.left_out[number], -task.length) for number, task in tasks.items()}

    def put(self, rounds: Rounds, numbers: Collection[int]) -> None:
        for number in self._in_order(sorted(numbers)):
            rounds.insert(number, self.chance)

    def _in_order(self, numbers: list[int]) -> list[int]:
        """The visits of a work keep their order: they share the turns that are theirs."""
        self.chance.shuffle(numbers)
        key = self.chance.choices((self.narrow, self.pressing, self.heavy, None), (40, 30, 15, 15))[0]
        if key is not None:
            numbers.sort(key=key.__getitem__)
        turns: dict[int, list[int]] = {}
        for number in sorted(numbers, key=self.place.__getitem__, reverse=True):
            turns.setdefault(self.work[number], []).append(number)
        return [turns[self.work[number]].pop() for number in numbers]
