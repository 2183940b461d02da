"""From the board to a plan as it is stored: what moves and why, what is left out and why, what it all comes to."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from property_ops.kernel.text import gettext_noop
from property_ops.modules.dispatch.domain.clashes import clashes_with_others, own_clashes
from property_ops.modules.dispatch.domain.planning.problem import Task
from property_ops.modules.dispatch.domain.planning.problem_builder import problem_of
from property_ops.modules.dispatch.domain.planning.proposing import Proposed, propose
from property_ops.modules.dispatch.domain.planning.reasons import reasons
from property_ops.modules.dispatch.domain.planning.ruin_recreate import Progress
from property_ops.modules.dispatch.domain.situation import Situation
from property_ops.modules.dispatch.domain.slots import Slot

FROM_TRAY = gettext_noop("It waited in the tray.")
MISSED = gettext_noop("Its time is past, and nobody started it.")
MAKES_ROOM = gettext_noop("It makes room for %(other)s.")
BETTER = gettext_noop("It saves travel, or lets another visit be in time.")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """In plain values for JSON. `plan`: every planned visit, `moves` says whether it stands elsewhere now."""

    plan: list[dict[str, Any]]
    left_out: list[dict[str, Any]]
    figures: dict[str, Any]


def reckoned(
    facts: Situation, *, first: date, days: int, now: datetime, progress: Progress, keeps_told: bool = False
) -> Reckoned:
    problem = problem_of(facts, first=first, now=now, days=days, keeps_told=keeps_told)
    if not problem.tasks:
        return Reckoned([], [], {})
    found = propose(problem, progress=progress)
    slots = problem.slots(found.plan)
    after = facts.with_slots(slots)
    plan = [_step(after, task, slots[task.id], now) for _number, task in sorted(problem.tasks.items())]
    left_out = [
        {"visit": number, "says": reason.says, "facts": dict(reason.facts)}
        for number, reason in reasons(problem, found.plan, now=now).items()
    ]
    return Reckoned(plan, left_out, _figures(found))


def _step(after: Situation, task: Task, slot: Slot | None, now: datetime) -> dict[str, Any]:
    before = task.visit.slot
    says, facts = _why(after, task, slot, now)
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


def _why(after: Situation, task: Task, slot: Slot | None, now: datetime) -> tuple[str, dict[str, Any]]:
    """Why it stands elsewhere: it had no place, missed its time, could not stay, makes room, or stands better so."""
    before = task.visit.slot
    if before is None:
        return FROM_TRAY, {}
    if slot == before:
        return "", {}
    if before.start < now:
        return MISSED, {}
    against = list(own_clashes(task.visit, before, after))
    if against:
        return against[0].says, dict(against[0].facts)
    others = [clash.with_visit for clash in clashes_with_others(task.visit, before, after) if clash.with_visit]
    return (MAKES_ROOM, {"other": after.visits[others[0]].name}) if others else (BETTER, {})


def _figures(found: Proposed) -> dict[str, Any]:
    return {
        "proposed": asdict(found.score),
        "greedy": asdict(found.greedy_score),
        "bound": found.bound,
        "is_best": found.is_best,
        "stopped": found.stopped,
    }
