"""Why a visit is left out, in one sentence: the first thing that, with all before it, leaves no place for it.

Asked in this order: skill, hours of a day, closed places, announced parking, weather, the season, what is pinned or
under way, the other visits of its work, places that rest, and the other visits of the plan.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from property_ops.kernel.text import gettext_noop
from property_ops.modules.dispatch.domain.planning.problem import (
    MINUTES_AN_HOUR,
    Cell,
    Plan,
    PlanningProblem,
    Stand,
    Task,
    kept_apart,
)
from property_ops.modules.dispatch.domain.planning.problem_builder import Layer, ProblemBuilder, startable
from property_ops.modules.dispatch.domain.planning.ranges import Range, around
from property_ops.modules.dispatch.domain.situation import VisitFacts
from property_ops.modules.dispatch.domain.slots import moment

NO_CREW = gettext_noop("No crew has the skill for “%(kind)s”.")
NO_DAY = gettext_noop("No crew with the skill for “%(kind)s” has %(hours)s hours in a day from %(first)s to %(last)s.")
CLOSED = gettext_noop("The place is closed in all hours that crews could come.")
NOT_ANNOUNCED = gettext_noop("On the days for which parking spaces are announced as closed, no crew can come.")
WEATHER = gettext_noop(
    "From %(first)s to %(last)s the weather forecast leaves no %(hours)s hours in which a crew could do it."
)
SEASON = gettext_noop("On the days that no forecast reaches, it is usually too cold for this work.")
FIXED = gettext_noop("What is pinned, under way or planned for other days leaves no room for it.")
EARLIER = gettext_noop("%(earlier)s of the same work is left out, and comes first.")
RESTS = gettext_noop(
    "%(other)s of the same work stands at %(at)s; with %(rest)s hours of rest between, no time is left."
)
ORDER = gettext_noop("%(other)s of the same work stands at %(at)s; in the order of the work no time is left.")
PLACE = gettext_noop("%(other)s at %(at)s, with its rest, keeps the place in all hours that crews could come.")
FULL = gettext_noop("The crews for “%(kind)s” have no %(hours)s free hours left from %(first)s to %(last)s.")
TAKEN = gettext_noop("In all hours in which it could be done, the crews for “%(kind)s” do other visits.")


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
        number: _Asked(problem, task, plan, asking).reason()
        for number, task in problem.tasks.items()
        if number not in plan
    }


class _Asked:
    """What blocks a visit, layer by layer."""

    def __init__(self, problem: PlanningProblem, task: Task, plan: Plan, asking: ProblemBuilder) -> None:
        self.problem, self.task, self.plan, self.asking = problem, task, plan, asking
        self.visit = task.visit
        self.facts = _facts(problem, task.visit)
        self.stands = [problem.stand(number, there) for number, there in plan.items()]

    def reason(self) -> PlanningReason:
        if not self._somebody_can():
            return PlanningReason("no_crew", NO_CREW, self.facts)
        closed, unannounced, weather, season = self.asking.layers(self.visit)
        layers: list[tuple[Layer | None, str, str]] = [
            (None, "no_day", NO_DAY),
            (closed, "closed", CLOSED),
            (unannounced, "not_announced", NOT_ANNOUNCED),
            (weather, "weather", WEATHER),
            (season, "season", SEASON),
            (self._fixed_of_others, "fixed", FIXED),
        ]
        taken: list[Layer] = []
        for layer, code, says in layers:
            taken += [layer] if layer else []
            if not self._left(taken):
                return PlanningReason(code, says, self.facts)
        return self._beside_its_work(taken)

    def _somebody_can(self) -> bool:
        crews = self.problem.situation.crews.values()
        return any(crew.active and (not self.visit.kind or self.visit.kind in crew.skills) for crew in crews)

    def _left(self, layers: Sequence[Layer]) -> dict[Cell, tuple[Range, ...]]:
        """Where it could start."""
        found = self.asking.windows(self.task, layers)
        on_time = {cell: startable(ranges, self.task.before, cell) for cell, ranges in found.items()}
        return {cell: ranges for cell, ranges in on_time.items() if ranges}

    def _fixed_of_others(self, task: Task, cell: Cell) -> Iterator[Range]:
        for fixed in self.problem.fixed:
            yield from self._way_to(fixed, cell)
            if fixed.visit.work != task.visit.work:
                yield from self._apart(fixed)

    def _way_to(self, other: Stand, cell: Cell) -> Iterator[Range]:
        if other.crew == cell[0]:
            way = self.problem.travel(self.visit, other.visit)
            yield around(other.start - way, other.end + way, self.task.length)

    def _apart(self, other: Stand) -> list[Range]:
        apart = kept_apart(self.task, other)
        return [apart] if apart else []

    def _beside_its_work(self, layers: list[Layer]) -> PlanningReason:
        for one in sorted(self.problem.tasks.values(), key=lambda task: task.visit.number):
            is_earlier = one.visit.work == self.visit.work and one.visit.number < self.visit.number
            if is_earlier and one.id not in self.plan:
                return PlanningReason("earlier", EARLIER, {**self.facts, "earlier": one.visit.name})
        own = [one for one in [*self.problem.fixed, *self.stands] if one.visit.work == self.visit.work]
        says = ("rests", RESTS) if self.task.rest else ("order", ORDER)
        blocked = self._blocked_by(own, layers, *says)
        if blocked:
            return blocked
        layers = [*layers, self._apart_from(own)]
        beside = [one for one in self.stands if one.visit.work != self.visit.work and self._apart(one)]
        return self._blocked_by(beside, layers, "place", PLACE) or self._by_crews()

    def _blocked_by(self, others: Sequence[Stand], layers: list[Layer], code: str, says: str) -> PlanningReason | None:
        """The first of the others with which nothing is left."""
        near = sorted(others, key=lambda stand: abs(stand.visit.number - self.visit.number))
        for count, one in enumerate(near, start=1):
            if not self._left([*layers, self._apart_from(near[:count])]):
                at = moment(self.problem.first) + timedelta(minutes=one.start)
                facts = {"other": one.visit.name, "at": f"{at:%m-%d %H:%M}", "rest": self.visit.rest_hours}
                return PlanningReason(code, says, {**self.facts, **facts})
        return None

    def _apart_from(self, others: Sequence[Stand]) -> Layer:
        taken = [part for one in others for part in self._apart(one)]
        return lambda task, cell: taken

    def _by_crews(self) -> PlanningReason:
        if self._left([self._work_of_crews]):
            return PlanningReason("taken", TAKEN, self.facts)
        return PlanningReason("full", FULL, self.facts)

    def _work_of_crews(self, task: Task, cell: Cell) -> Iterator[Range]:
        """The time in which the crew does other visits, whatever the way."""
        for one in [*self.problem.fixed, *self.stands]:
            if one.crew == cell[0]:
                yield around(one.start, one.end, task.length)


def _facts(problem: PlanningProblem, visit: VisitFacts) -> dict[str, Any]:
    hours, minutes = divmod(visit.minutes, MINUTES_AN_HOUR)
    last = problem.first + timedelta(days=problem.days - 1)
    return {
        "kind": visit.kind_name,
        "hours": f"{hours}.{minutes * 10 // 60}" if minutes else str(hours),
        "first": problem.first.isoformat(),
        "last": last.isoformat(),
    }
