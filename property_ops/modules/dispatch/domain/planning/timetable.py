"""The last touch: a visit that has to wait for nothing starts as early in its crew's day as it can."""

from property_ops.modules.dispatch.domain.planning.greedy import Making
from property_ops.modules.dispatch.domain.planning.problem import Placement, Plan, PlanningProblem
from property_ops.modules.dispatch.domain.planning.scoring import change_cost, crew_days, travel_of


def settled(problem: PlanningProblem, plan: Plan) -> Plan:
    """The same crews and days; nothing costs more. What stands where it stood before is left there."""
    found = dict(plan)
    for number, there in sorted(plan.items(), key=lambda item: (item[1].start, item[0])):
        task = problem.tasks[number]
        if task.before != there:
            others = {other: place for other, place in found.items() if other != number}
            starts = (low for low, _high in Making(problem, others).free(task, there.cell) if low < there.start)
            found[number] = next(
                (
                    earlier
                    for earlier in (Placement(there.crew, low) for low in starts)
                    if change_cost(task, earlier) <= change_cost(task, there)
                    and _way(problem, {**others, number: earlier}, there) <= _way(problem, found, there)
                ),
                there,
            )
    return found


def _way(problem: PlanningProblem, plan: Plan, there: Placement) -> int:
    """Minutes of travel on the day of the crew."""
    return travel_of(problem, crew_days(problem, plan).get(there.cell, []))
