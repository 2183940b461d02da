"""Proposing a plan: fortnights and overloaded weeks beside the greedy plan and a cost that no plan can beat, a reduced
question beside PyVRP, Solomon's questions beside the best that is known, and a year of weather.

`python -m benchmarks.dispatch [fortnights] [weeks] [reduced] [solomon] [seasons]`
"""

import sys
from collections.abc import Iterator, Mapping
from functools import partial

from benchmarks.dispatch_rivals import BEST_KNOWN, compared, cost_of_pyvrp, distance_of, reduced
from benchmarks.dispatch_season import replayed
from benchmarks.dispatch_week import DAYS, FIRST, NOW, fortnight
from property_ops.modules.dispatch.domain.clashes import clashes
from property_ops.modules.dispatch.domain.planning.problem_builder import problem_of
from property_ops.modules.dispatch.domain.planning.proposing import Proposed, propose
from property_ops.modules.dispatch.domain.planning.scoring import Score

MOST_SECONDS = 20
FORTNIGHTS = {1: (0, 3), 2: (0, 0), 3: (0, 3), 4: (0, 2), 5: (0, 0), 2022: (0, 23)}
"""By seed: visits left out and days late, at most. 200 visits, 12 crews, 14 days."""
WEEKS = {1: (3, 1), 2: (2, 0), 3: (0, 0), 4: (0, 7), 5: (0, 3)}
"""150 visits, 12 crews, 7 days: more than there is room for."""
REDUCED_SEEDS, REDUCED_SECONDS, LONG_SECONDS, REDUCED_WITHIN = (1, 2), 8, 40, 30
SOLOMON_ROUNDS, SOLOMON_WITHIN = 5_000, 5


def planned(*, visits: int, days: int, seed: int) -> tuple[Proposed, float, int]:
    """The plan, the processor's seconds, and the clashes in it."""
    situation = fortnight(visits=visits, crews=12, seed=seed)
    problem = problem_of(situation, first=FIRST, now=NOW, days=days)
    found, seconds = compared(lambda: propose(problem))
    after = situation.with_slots(problem.slots(found.plan))
    return found, seconds, sum(len(clashes(visit, slot, after)) for visit, slot in after.placed())


def words(score: Score) -> str:
    return f"left out {score.left_out:2}  late {score.late_days:2}  travel {score.travel:4}  cost {score.cost:10,}"


def of_plans(name: str, wanted: Mapping[int, tuple[int, int]], *, visits: int, days: int) -> Iterator[bool]:
    print(f"{name}: {visits} visits × 12 crews × {days} days", flush=True)
    for seed, most in wanted.items():
        found, seconds, wrong = planned(visits=visits, days=days, seed=seed)
        kept = (found.score.left_out, found.score.late_days) <= most and not wrong and seconds <= MOST_SECONDS
        gap = "no bound" if found.bound is None else f"bound {found.bound:10,}"
        print(f"  seed {seed:4}  greedy    {words(found.greedy_score)}")
        print(
            f"             proposed  {words(found.score)}  {gap}  {wrong} clashes  {seconds:4.1f} s"
            f"{'' if kept else f'  NOT AS WANTED: at most {most[0]} left out, {most[1]} late'}",
            flush=True,
        )
        yield kept


def of_fortnights() -> Iterator[bool]:
    return of_plans("Fortnights", FORTNIGHTS, visits=200, days=DAYS)


def of_weeks() -> Iterator[bool]:
    return of_plans("Overloaded weeks", WEEKS, visits=150, days=7)


def of_reduced() -> Iterator[bool]:
    print("A fortnight without curing and weather, beside PyVRP", flush=True)
    for seed in REDUCED_SEEDS:
        problem = reduced(seed)
        found, seconds = compared(partial(propose, problem))
        print(f"  seed {seed}  proposed {found.score.cost:7,} in {seconds:.1f} s", end="", flush=True)
        costs = [cost_of_pyvrp(problem, given) for given in (REDUCED_SECONDS, LONG_SECONDS)]
        if None in costs:
            print("   PyVRP is not installed: skipped")
            return
        short, long = (cost or 0 for cost in costs)
        kept = found.score.cost * 100 <= long * (100 + REDUCED_WITHIN)
        beside = f"   PyVRP {short:7,} in {REDUCED_SECONDS} s, {long:7,} in {LONG_SECONDS} s"
        print(beside, "" if kept else "NOT AS WANTED", flush=True)
        yield kept


def of_solomon() -> Iterator[bool]:
    print("Solomon's questions of fifty customers (the product knows no loads), in tenths", flush=True)
    for name, best in BEST_KNOWN.items():
        (left_out, distance), seconds = compared(partial(distance_of, name, SOLOMON_ROUNDS))
        kept = not left_out and distance * 100 <= best * (100 + SOLOMON_WITHIN)
        more = (distance / best - 1) * 100
        print(
            f"  {name:5}  left out {left_out}  {distance:6,}  best known {best:6,}  {more:+5.1f} %  {seconds:4.1f} s"
            f"{'' if kept else '  NOT AS WANTED'}",
            flush=True,
        )
        yield kept


def of_seasons() -> Iterator[bool]:
    minded, ignored = replayed()
    kept = minded * 2 < ignored
    print("A year of weather replayed: visits beyond the forecast that turn out too cold", flush=True)
    print(f"  with the usual weather {minded}, without {ignored}{'' if kept else '  NOT AS WANTED: less than half'}")
    yield kept


PARTS = {
    "fortnights": of_fortnights,
    "weeks": of_weeks,
    "reduced": of_reduced,
    "solomon": of_solomon,
    "seasons": of_seasons,
}


def main() -> int:
    kept = [one for name in sys.argv[1:] or PARTS for one in PARTS[name]()]
    print("as wanted" if all(kept) else "NOT AS WANTED", flush=True)
    return 0 if all(kept) else 1


if __name__ == "__main__":
    raise SystemExit(main())
