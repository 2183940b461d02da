"""How long a month would take with many workers, and what it would wait for: a model, fed with measured times.

`python -m benchmarks.hosts_model [--units N] [--workers 1,2,4,8,16] [--locked 0.37,0.062] [--server-cores N]`

Nothing is billed here. Each estate is one task of three parts: what waits for nobody; the end of the ledger's chain,
which one task has at a time (docs/adr/0083); and its statements. Of the first two a part is the database server's.
Workers and the server's cores are used by as many as there are. `--locked` is what part of a month stands under the
lock: 6.2 % as measured, and 37 %, all of issuing, before that. The measured times are those of benchmarks/README.md
(20,000 units on PostgreSQL: 10.3 s of the processor, two fifths of it ours; 300 statements a second and core); give
others by the options.
"""

import argparse
import heapq
import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, product

ESTATE_UNITS = (300, 6_000)
"""The smallest and the largest estate; most are small."""
SEED = 1
CHAIN = "the end of the chain"


@dataclass(frozen=True)
class Times:
    """Seconds of one unit."""

    free: float
    locked: float
    of_server: float
    """The part of both that is the server's."""
    printing: float


@dataclass
class Resource:
    """So many of it; whoever finds none free waits in line."""

    free: int
    line: deque[Iterator["Step"]] = field(default_factory=deque)
    busy: float = 0.0


@dataclass(frozen=True)
class Step:
    """What a task wants next: a resource, to give one back, or to use those named for so long."""

    takes: str = ""
    gives: str = ""
    seconds: float = 0.0
    uses: tuple[str, ...] = ()


def estates(units: int, seed: int = SEED) -> list[int]:
    """Sizes that add up to `units`, the same for the same seed."""
    dice, sizes, total = random.Random(seed), list[int](), 0
    while total < units:
        size = int(min(ESTATE_UNITS[1], ESTATE_UNITS[0] * dice.paretovariate(1.2)))
        sizes.append(min(size, units - total))
        total += sizes[-1]
    return sizes


def task(size: int, times: Times) -> Iterator[Step]:
    """A worker for the whole; the end of the chain at the end of issuing; a core of the server while that works."""
    yield Step(takes="workers")
    yield from _with_server(size * times.free, times.of_server, ("workers",))
    yield Step(takes=CHAIN)
    yield from _with_server(size * times.locked, times.of_server, ("workers", CHAIN))
    yield Step(gives=CHAIN)
    yield Step(seconds=size * times.printing, uses=("workers",))
    yield Step(gives="workers")


def _with_server(seconds: float, share: float, uses: tuple[str, ...]) -> Iterator[Step]:
    yield Step(seconds=seconds * (1 - share), uses=uses)
    yield Step(takes="server")
    yield Step(seconds=seconds * share, uses=(*uses, "server"))
    yield Step(gives="server")


class Simulation:
    """All tasks from the first to the last, by the clock of the model."""

    def __init__(self, sizes: list[int], times: Times, *, workers: int, cores: int) -> None:
        self.amounts = {"workers": workers, "server": cores, CHAIN: 1}
        self.resources = {name: Resource(amount) for name, amount in self.amounts.items()}
        self.now, self._order = 0.0, count()
        self._events: list[tuple[float, int, Iterator[Step]]] = []
        for size in sorted(sizes, reverse=True):
            self._later(0.0, task(size, times))

    def run(self) -> float:
        """Seconds until all is done."""
        while self._events:
            self.now, _number, steps = heapq.heappop(self._events)
            self._go_on(steps)
        return self.now

    def used_most(self) -> tuple[str, float]:
        """The resource that was used the largest share of the time."""
        used = {name: self.resources[name].busy / amount / self.now for name, amount in self.amounts.items()}
        name = max(used, key=lambda one: used[one])
        return name, used[name]

    def _go_on(self, steps: Iterator[Step]) -> None:
        """Until it works for a while, or waits."""
        for step in steps:
            if step.gives:
                self._give(self.resources[step.gives])
            elif step.takes:
                if not self._take(self.resources[step.takes], steps):
                    return
            else:
                for name in step.uses:
                    self.resources[name].busy += step.seconds
                self._later(step.seconds, steps)
                return

    def _take(self, resource: Resource, steps: Iterator[Step]) -> bool:
        if resource.free:
            resource.free -= 1
            return True
        resource.line.append(steps)
        return False

    def _give(self, resource: Resource) -> None:
        if resource.line:
            self._later(0.0, resource.line.popleft())
        else:
            resource.free += 1

    def _later(self, seconds: float, steps: Iterator[Step]) -> None:
        heapq.heappush(self._events, (self.now + seconds, next(self._order), steps))


def main() -> None:
    options = _options()
    whole, sizes = options.unit_ms / 1000, estates(options.units)
    print(f"{options.units:,} units in {len(sizes):,} estates; {options.server_cores} cores of the server")
    print(f"{'locked':>7} {'printed':>8} {'workers':>8} {'minutes':>8} {'× one':>6}  used most")
    for locked, printing in product(_numbers(options.locked), (1 / options.statements, 0.0)):
        times, alone = Times(whole * (1 - locked), whole * locked, options.server_share, printing), 0.0
        for workers in map(int, _numbers(options.workers)):
            model = Simulation(sizes, times, workers=workers, cores=options.server_cores)
            seconds = model.run()
            alone = alone or seconds
            name, share = model.used_most()
            said = "yes" if printing else "no"
            print(
                f"{locked:7.1%} {said:>8} {workers:8} {seconds / 60:8.1f} {alone / seconds:6.1f}  {name} ({share:.0%})"
            )


def _numbers(text: str) -> list[float]:
    return [float(one) for one in text.split(",")]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=10_000_000)
    parser.add_argument("--workers", default="1,2,4,8,16,32")
    parser.add_argument("--locked", default="0.37,0.062")
    parser.add_argument("--server-cores", type=int, default=8)
    parser.add_argument("--unit-ms", type=float, default=10.3 / 20_000 * 1000)
    parser.add_argument("--server-share", type=float, default=0.6)
    parser.add_argument("--statements", type=float, default=300.0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
