"""From the board to a plan as it is stored: what moves and why, what is left out and why, what it all comes to."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from property_ops.kernel.text import gettext_noop
from property_ops.modules.dispatch.domain.clashes import clashes
from property_ops.modules.dispatch.domain.planning.problem import PlanningProblem, Task
from property_ops.modules.dispatch.domain.planning.problem_builder import problem_of
from property_ops.modules.dispatch.domain.planning.proposing import Progress, Proposed, propose
from property_ops.modules.dispatch.domain.planning.reasons import reasons
from property_ops.modules.dispatch.domain.situation import Situation
from property_ops.modules.dispatch.domain.slots import Slot

FROM_TRAY = gettext_noop("It waited in the tray.")
MISSED = gettext_noop("Its time is past, and nobody started it.")
BETTER = gettext_noop("It saves travel, or lets another visit be in time.")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """In plain values for JSON. `plan`: every planned visit, `moves` says whether it stands elsewhere now."""

    plan: list[dict[str, Any]]
    left_out: list[dict[str, Any]]
    figures: dict[str, Any]


def reckoned(facts: Situation, *, first: date, days: int, now: datetime, progress: Progress) -> Reckoned:
    problem = problem_of(facts, first=first, now=now, days=days)
    if not problem.tasks:
        return Reckoned([], [], {})
    found = propose(problem, progress=progress)
    slots = problem.slots(found.plan)
    plan = [_step(problem, task, slots[number], now) for number, task in sorted(problem.tasks.items())]
    left_out = [
        {"visit": number, "says": reason.says, "facts": dict(reason.facts)}
        for number, reason in reasons(problem, found.plan, now=now).items()
    ]
    return Reckoned(plan, left_out, _figures(found))


def _step(problem: PlanningProblem, task: Task, slot: Slot | None, now: datetime) -> dict[str, Any]:
    before = task.visit.slot
    says, facts = _why(problem, task, slot, now)
    return {
        "visit": task.id,
        "minutes": task.visit.minutes,
        "crew": slot.crew if slot else None,
        "start": slot.start.isoformat() if slot else None,
        "end": slot.end.isoformat() if slot else None,
        "moves": slot != before,
        "says": says,
        "facts": facts,
    }


def _why(problem: PlanningProblem, task: Task, slot: Slot | None, now: datetime) -> tuple[str, dict[str, Any]]:
    """Why it stands elsewhere: it had no place, missed its time, could not stay, or stands better so."""
    before = task.visit.slot
    if before is None:
        return FROM_TRAY, {}
    if slot == before:
        return "", {}
    if before.start < now:
        return MISSED, {}
    against = clashes(task.visit, before, problem.situation)
    return (against[0].says, dict(against[0].facts)) if against else (BETTER, {})


def _figures(found: Proposed) -> dict[str, Any]:
    return {
        "proposed": asdict(found.score),
        "greedy": asdict(found.greedy_score),
        "bound": found.bound,
        "is_best": found.is_best,
        "stopped": found.stopped,
    }
