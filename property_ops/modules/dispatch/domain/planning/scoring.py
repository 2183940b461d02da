"""What a plan costs. The weights say what goes before what; a plan is better if it costs less.

A visit that is left out outweighs any lateness, a day of lateness 2,000 minutes of travel, and a visit that a crew was
told of already is moved only where that saves more than half an hour of travel.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from property_ops.modules.dispatch.domain.planning.problem import (
    STEPS_A_DAY,
    Placement,
    Plan,
    PlanningProblem,
    Stand,
    Task,
    stand_of,
    stand_of_fixed,
)

LEFT_OUT, LATE_DAY, TRAVEL_MINUTE, OTHER_DAY_OR_CREW, OTHER_TIME, DAY_LATER = 10_000_000, 20_000, 10, 300, 100, 1


@dataclass(frozen=True, slots=True)
class Score:
    """Visits left out, days of lateness, minutes of travel, visits that move, and what it all costs."""

    left_out: int
    late_days: int
    travel: int
    moved: int
    cost: int


def late_days(task: Task, day: int) -> int:
    return max(day - task.due, 0) if task.due is not None else 0


def change_cost(task: Task, there: Placement) -> int:
    """For leaving the place that the crew was told of."""
    if task.before is None or task.before == there:
        return 0
    return OTHER_TIME if task.before.cell == there.cell else OTHER_DAY_OR_CREW


def own_cost(task: Task, there: Placement) -> int:
    """What the placement costs without travel."""
    day = there.start // STEPS_A_DAY
    return late_days(task, day) * LATE_DAY + change_cost(task, there) + day * DAY_LATER


def score(problem: PlanningProblem, plan: Plan) -> Score:
    tasks = problem.tasks
    travel = sum(travel_of(problem, stands) for stands in crew_days(problem, plan).values())
    own = sum(own_cost(tasks[number], there) for number, there in plan.items())
    left_out = len(tasks) - len(plan)
    return Score(
        left_out=left_out,
        late_days=sum(late_days(tasks[number], there.start // STEPS_A_DAY) for number, there in plan.items()),
        travel=travel,
        moved=sum(bool(change_cost(tasks[number], there)) for number, there in plan.items()),
        cost=left_out * LEFT_OUT + own + travel * TRAVEL_MINUTE,
    )


def crew_days(problem: PlanningProblem, plan: Plan) -> Mapping[tuple[int, int], list[Stand]]:
    """What stands in each cell, by time."""
    found: dict[tuple[int, int], list[Stand]] = {}
    for fixed in problem.fixed:
        if 0 <= fixed.start < problem.days * STEPS_A_DAY:
            found.setdefault(fixed.cell, []).append(stand_of_fixed(fixed))
    for number, there in plan.items():
        found.setdefault(there.cell, []).append(stand_of(problem.tasks[number], there))
    return {cell: sorted(stands, key=lambda stand: stand.start) for cell, stands in found.items()}


def travel_of(problem: PlanningProblem, stands: list[Stand]) -> int:
    """Minutes between the visits of a crew's day."""
    return sum(problem.travel(one.visit, other.visit) for one, other in pairwise(stands))
