"""A plan made one visit after the other: what is most urgent first, each where it costs least at that moment.

It is what the search starts from, and what its plan is compared with.
"""

from property_ops.modules.dispatch.domain.planning.problem import NEVER, PlanningProblem, Task
from property_ops.modules.dispatch.domain.planning.rounds import Rounds


def greedy(problem: PlanningProblem) -> Rounds:
    """What stands well stays; then the others by the day their work is due, urgent ones first."""
    rounds = Rounds(problem)
    order = sorted(problem.tasks.values(), key=lambda task: _urgency(problem, task))
    for task in order:
        if task.before:
            rounds.keep(task.id, task.before)
    for task in order:
        if task.id in rounds.missing:
            rounds.insert(task.id)
    return rounds


def _urgency(problem: PlanningProblem, task: Task) -> tuple[bool, int, int, int]:
    """The visits of a work in their order."""
    work = [one for one in problem.tasks.values() if one.visit.work == task.visit.work]
    dues = (one.due for one in work if one.due is not None)
    return not any(one.visit.urgent for one in work), min(dues, default=NEVER), task.visit.work, task.visit.number
