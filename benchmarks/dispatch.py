"""Proposing a plan: 200 visits × 12 crews × 14 days, beside the greedy plan and a cost that no plan can beat.

`python -m benchmarks.dispatch [--visits N] [--crews N] [--seed N]`
"""

import argparse
import time

from benchmarks.dispatch_week import DAYS, FIRST, NOW, fortnight
from property_ops.modules.dispatch.domain.clashes import clashes
from property_ops.modules.dispatch.domain.planning.problem import PlanningProblem
from property_ops.modules.dispatch.domain.planning.problem_builder import problem_of
from property_ops.modules.dispatch.domain.planning.proposing import Proposed, propose
from property_ops.modules.dispatch.domain.planning.scoring import Score
from property_ops.modules.dispatch.domain.situation import Situation

WANTED_SECONDS = 20
SEARCH_SECONDS = 10
"""As the product itself does: a busy machine proposes what it has by then."""


def count_clashes(situation: Situation, problem: PlanningProblem, found: Proposed) -> int:
    after = situation.with_slots(problem.slots(found.plan))
    return sum(len(clashes(visit, slot, after)) for visit, slot in after.placed())


def show(name: str, score: Score) -> None:
    print(
        f"  {name:<9} left out {score.left_out:3}   late {score.late_days:3} days   travel {score.travel:5} minutes   "
        f"cost {score.cost:12,}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=200)
    parser.add_argument("--crews", type=int, default=12)
    parser.add_argument("--seed", type=int, default=2022)
    given = parser.parse_args()
    situation = fortnight(visits=given.visits, crews=given.crews, seed=given.seed)
    begun = time.perf_counter()
    problem = problem_of(situation, first=FIRST, now=NOW, days=DAYS)
    found = propose(problem, progress=lambda done, total: time.perf_counter() - begun < SEARCH_SECONDS)
    seconds = time.perf_counter() - begun
    print(f"{given.visits} visits × {given.crews} crews × {DAYS} days")
    show("greedy", found.greedy_score)
    show("proposed", found.score)
    print(f"  no plan costs less than{found.bound:58,}")
    wrong = count_clashes(situation, problem, found)
    greedy, best = found.greedy_score, found.score
    as_good = (best.left_out, best.late_days) <= (greedy.left_out, greedy.late_days) and best.travel <= greedy.travel
    kept = as_good and not wrong and seconds <= WANTED_SECONDS
    compared = "at least as good as" if as_good else "WORSE than"
    print(
        f"  {'as wanted' if kept else 'NOT AS WANTED'}: {seconds:.1f} s (at most {WANTED_SECONDS}), {wrong} clashes, "
        f"lateness and travel {compared} greedy",
        flush=True,
    )
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
