"""Why a visit is left out, in one sentence: the first thing without which nothing would help."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from property_ops.kernel.text import gettext_noop
from property_ops.modules.dispatch.domain.planning.problem import Plan, PlanningProblem, Task
from property_ops.modules.dispatch.domain.planning.problem_builder import ProblemBuilder
from property_ops.modules.dispatch.domain.situation import VisitFacts

NO_CREW = gettext_noop("No crew has the skill for “%(kind)s”.")
NO_DAY = gettext_noop("No crew with the skill for “%(kind)s” has %(hours)s hours in a day from %(first)s to %(last)s.")
CLOSED = gettext_noop("The place is closed in all hours that crews could come.")
NOT_ANNOUNCED = gettext_noop("On the days for which parking spaces are announced as closed, no crew can come.")
WEATHER = gettext_noop("From %(first)s to %(last)s the weather forecast leaves no %(hours)s hours for this work.")
FIXED = gettext_noop("What is pinned or under way leaves no room for it.")
EARLIER = gettext_noop("%(earlier)s of the same work is left out, and comes first.")
RESTS = gettext_noop("%(earlier)s has to rest for %(rest)s hours first; after that no time is left until %(last)s.")
FULL = gettext_noop("The crews for “%(kind)s” have no %(hours)s free hours left from %(first)s to %(last)s.")


@dataclass(frozen=True, slots=True)
class PlanningReason:
    """`says` is a msgid with %(name)s places, `facts` fills them."""

    code: str
    says: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def sentence(self, translate: Callable[[str], str]) -> str:
        return translate(self.says) % self.facts


def reasons(problem: PlanningProblem, plan: Plan, *, now: datetime) -> dict[int, PlanningReason]:
    """For every visit that the plan leaves out."""
    asking = ProblemBuilder(problem.situation, problem.first, now, problem.days)
    return {
        number: _reason(problem, task, plan, asking) for number, task in problem.tasks.items() if number not in plan
    }


def _reason(problem: PlanningProblem, task: Task, plan: Plan, asking: ProblemBuilder) -> PlanningReason:
    visit = task.visit
    facts = _facts(problem, visit)
    if not any(not visit.kind or visit.kind in crew.skills for crew in problem.situation.crews.values() if crew.active):
        return PlanningReason("no_crew", NO_CREW, facts)
    layers = asking.layers(visit)
    steps = (("no_day", NO_DAY), ("closed", CLOSED), ("not_announced", NOT_ANNOUNCED), ("weather", WEATHER))
    for count, (code, says) in enumerate(steps):
        if not asking.windows(task, layers[:count]):
            return PlanningReason(code, says, facts)
    earlier = [
        one for one in problem.tasks.values() if one.visit.work == visit.work and one.visit.number < visit.number
    ]
    if not task.windows and not earlier:
        return PlanningReason("fixed", FIXED, facts)
    return _beside_others(task, sorted(earlier, key=lambda one: one.visit.number), plan, facts)


def _beside_others(task: Task, earlier: Sequence[Task], plan: Plan, facts: Mapping[str, Any]) -> PlanningReason:
    for one in earlier:
        if one.id not in plan:
            return PlanningReason("earlier", EARLIER, {**facts, "earlier": one.visit.name})
    if earlier:
        last = earlier[-1]
        rested = plan[last.id].start + last.length + last.rest
        if all(high < rested for ranges in task.windows.values() for _low, high in ranges):
            return PlanningReason("rests", RESTS, {**facts, "earlier": last.visit.name, "rest": task.visit.rest_hours})
    return PlanningReason("full", FULL, facts)


def _facts(problem: PlanningProblem, visit: VisitFacts) -> dict[str, Any]:
    hours, minutes = divmod(visit.minutes, 60)
    last = problem.first + timedelta(days=problem.days - 1)
    return {
        "kind": visit.kind_name,
        "hours": f"{hours}.{minutes * 10 // 60}" if minutes else str(hours),
        "first": problem.first.isoformat(),
        "last": last.isoformat(),
    }
