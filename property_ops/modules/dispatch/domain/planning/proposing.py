"""The best plan that is found: proven where the question is small, else by many rounds of ruin and recreate."""

from dataclasses import dataclass

from property_ops.modules.dispatch.domain.planning.cp_sat import solve
from property_ops.modules.dispatch.domain.planning.greedy import greedy
from property_ops.modules.dispatch.domain.planning.lower_bound import lower_bound
from property_ops.modules.dispatch.domain.planning.problem import Plan, PlanningProblem
from property_ops.modules.dispatch.domain.planning.rounds import Rounds
from property_ops.modules.dispatch.domain.planning.ruin_recreate import Improved, Progress
from property_ops.modules.dispatch.domain.planning.scoring import Score, score

MOST_PROVEN, MOST_CELLS = 14, 60
"""Up to so many visits and possible crew-days a plan is proven to be the best."""
ROUNDS = 10_000
"""Some eight seconds of an office PC for 200 visits."""
EFFORT = 300
"""Of the proof, in hundredths of the solver's deterministic time: some two seconds of an office PC."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """`bound`: no plan costs less; None where nothing is known. `is_best`: proven. `stopped`: somebody or the clock
    ended the search before its rounds were done."""

    plan: Plan
    score: Score
    greedy_plan: Plan
    greedy_score: Score
    bound: int | None
    is_best: bool
    stopped: bool


def propose(
    problem: PlanningProblem, *, progress: Progress = lambda done, total: True, rounds: int = ROUNDS
) -> Proposed:
    """The best plan found. The same question gives the same plan, unless it is stopped."""
    begun = greedy(problem)
    small = is_small(problem)
    searched = Improved(begun, rounds=rounds // 20 if small else rounds, progress=progress)
    plan = completed(problem, searched.plan)
    if small and not searched.stopped:
        solved = solve(problem, plan, effort=EFFORT)
        proven = completed(problem, solved.plan)
        plan = min(plan, proven, key=lambda one: score(problem, one).cost)
        bound, is_best = solved.bound, solved.is_best
    else:
        bound, is_best = lower_bound(problem), False
    found = score(problem, plan)
    return Proposed(
        plan=plan,
        score=found,
        greedy_plan=begun.plan,
        greedy_score=score(problem, begun.plan),
        bound=bound,
        is_best=is_best or found.cost == bound,
        stopped=searched.stopped,
    )


def is_small(problem: PlanningProblem) -> bool:
    """Whether a plan for it can be proven to be the best."""
    cells = {cell for task in problem.tasks.values() for cell in task.windows}
    return len(problem.tasks) <= MOST_PROVEN and len(cells) <= MOST_CELLS and not Rounds(problem).facts.near


def completed(problem: PlanningProblem, plan: Plan) -> Plan:
    """With every visit that still fits; each starts as early as its place in the round lets it."""
    rounds = Rounds(problem, plan)
    missing = sorted(rounds.missing, key=lambda number: (-rounds.facts.left_out[number], number))
    while any(rounds.insert(number) for number in missing if number in rounds.missing):
        pass
    return rounds.plan
