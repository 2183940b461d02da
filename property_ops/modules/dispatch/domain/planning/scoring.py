"""What a plan costs. The weights say what goes before what; a plan is better if it costs less.

A visit that is left out outweighs any lateness, the more the longer it is overdue and if it is urgent; a day of
lateness outweighs 2,000 minutes of travel. A visit that a crew was told of is moved only where that saves more than
half an hour of travel, or, where the plan keeps to what was told, for no travel at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from property_ops.modules.dispatch.domain.planning.problem import Cell, Placement, Plan, PlanningProblem, Stand, Task

LEFT_OUT, LATE_DAY, TRAVEL_MINUTE, OTHER_DAY_OR_CREW, OTHER_TIME, DAY_LATER = 10_000_000, 20_000, 10, 300, 100, 1
URGENT = 3
"""An urgent visit's day of lateness counts so often."""
DAYS_TO_DOUBLE, MOST_DOUBLES = 20, 2
"""So many days overdue at the end of the horizon, a visit that is left out counts twice; thrice at most."""
TOLD = 10_000
"""What a move counts besides, where the plan keeps to what was told: sixteen hours of travel."""


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


def late_cost(task: Task, day: int) -> int:
    return late_days(task, day) * (LATE_DAY * URGENT if task.visit.urgent else LATE_DAY)


def left_out_cost(problem: PlanningProblem, task: Task) -> int:
    """More than placing it on any day costs: as much as on the day after the last, and what leaving out weighs."""
    overdue = min(late_days(task, problem.days), DAYS_TO_DOUBLE * MOST_DOUBLES)
    weight = LEFT_OUT * (DAYS_TO_DOUBLE + overdue) // DAYS_TO_DOUBLE + LEFT_OUT * task.visit.urgent
    return weight + late_cost(task, problem.days)


def change_cost(problem: PlanningProblem, task: Task, there: Placement) -> int:
    """For leaving the place that the crew was told of."""
    if task.before is None or task.before == there:
        return 0
    moved = OTHER_TIME if task.before.cell == there.cell else OTHER_DAY_OR_CREW
    return moved + (TOLD if problem.keeps_told else 0)


def cell_cost(problem: PlanningProblem, task: Task, cell: Cell) -> int:
    """The least that standing on this day of this crew costs, without travel."""
    moved = task.before is not None and task.before.cell != cell
    change = change_cost(problem, task, Placement(*cell, 0)) if moved else 0
    return late_cost(task, cell[1]) + cell[1] * DAY_LATER + change


def score(problem: PlanningProblem, plan: Plan) -> Score:
    tasks = problem.tasks
    travel = sum(_travel_of(problem, stands) for stands in crew_days(problem, plan).values())
    own = sum(late_cost(tasks[number], there.day) + there.day * DAY_LATER for number, there in plan.items())
    changes = [change_cost(problem, tasks[number], there) for number, there in plan.items()]
    missing = [task for number, task in tasks.items() if number not in plan]
    return Score(
        left_out=len(missing),
        late_days=sum(late_days(tasks[number], there.day) for number, there in plan.items()),
        travel=travel,
        moved=sum(map(bool, changes)) + sum(task.before is not None for task in missing),
        cost=sum(left_out_cost(problem, task) for task in missing) + own + sum(changes) + travel * TRAVEL_MINUTE,
    )


def crew_days(problem: PlanningProblem, plan: Plan) -> Mapping[Cell, list[Stand]]:
    """What stands in each cell, by time."""
    found: dict[Cell, list[Stand]] = {}
    for fixed in problem.fixed:
        if 0 <= fixed.day < problem.days:
            found.setdefault(fixed.cell, []).append(fixed)
    for number, there in plan.items():
        found.setdefault(there.cell, []).append(problem.stand(number, there))
    return {cell: sorted(stands, key=lambda stand: (stand.start, stand.end)) for cell, stands in found.items()}


def _travel_of(problem: PlanningProblem, stands: list[Stand]) -> int:
    """Minutes between the visits of a crew's day."""
    return sum(problem.travel(one.visit, other.visit) for one, other in pairwise(stands))
