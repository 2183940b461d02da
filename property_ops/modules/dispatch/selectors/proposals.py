"""A proposed plan as people read it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from property_ops.framework.models import User
from property_ops.modules.dispatch.models import Crew, Proposal, Visit
from property_ops.modules.dispatch.models.proposal import ProposalState

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class ProposedStep:
    """A visit that the plan moves; without a crew it goes into the tray."""

    visit: Visit
    crew: Crew | None
    start: datetime | None
    end: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """`stay`: how many visits are left where they are. `left_out`: each with the reason. `least`: no plan comes to less
    than so many per cent of what this one costs; None where nothing is proven."""

    proposal: Proposal
    steps: list[ProposedStep]
    stay: int
    left_out: list[tuple[Visit, str]]
    figures: dict[str, Any]
    least: int | None
    percent: int
    problem: str


def proposals() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("by")


def latest_proposal() -> Proposal | None:
    return proposals().first()


def shown_proposal(proposal: Proposal, translate: Callable[[str], str], *, user: User) -> ShownProposal:
    """With its sentences in the reader's language; a visit that is gone meanwhile, or elsewhere, is not shown."""
    moving = [step for step in proposal.plan if step["moves"]]
    numbers = [step["visit"] for step in [*moving, *proposal.left_out]]
    visits = Visit.objects.visible_to(user).select_related("work__estate", "crew").in_bulk(numbers)
    crews = Crew.objects.in_bulk()
    steps = [_step(step, visits[step["visit"]], crews, translate) for step in moving if step["visit"] in visits]
    return ShownProposal(
        proposal=proposal,
        steps=sorted(steps, key=lambda step: (step.start is None, step.start or proposal.started_at, step.visit.pk)),
        stay=len(proposal.plan) - len(moving) - sum(_stays_out(step) for step in proposal.plan),
        left_out=[
            (visits[one["visit"]], translate(one["says"]) % one["facts"])
            for one in proposal.left_out
            if one["visit"] in visits
        ],
        figures=proposal.figures,
        least=_least(proposal.figures),
        percent=proposal.done * HUNDRED // proposal.total if proposal.total else 0,
        problem=translate(proposal.problem["message"]) % proposal.problem["data"] if proposal.problem else "",
    )


def _least(figures: dict[str, Any]) -> int | None:
    if not figures or figures["bound"] is None:
        return None
    cost = figures["proposed"]["cost"]
    return int(figures["bound"] * HUNDRED // cost) if cost else HUNDRED


def is_waiting(proposal: Proposal) -> bool:
    return proposal.state == ProposalState.READY


def _stays_out(step: dict[str, Any]) -> bool:
    return not step["moves"] and step["crew"] is None


def _step(step: dict[str, Any], visit: Visit, crews: dict[int, Crew], translate: Callable[[str], str]) -> ProposedStep:
    start, end = (datetime.fromisoformat(step[key]) if step[key] else None for key in ("start", "end"))
    says, facts = step["says"], step["facts"]
    words = {key: translate(facts[key]) for key in ("holiday", "reason") if facts.get(key)}
    return ProposedStep(
        visit, crews.get(step["crew"]), start, end, translate(says) % {**facts, **words} if says else ""
    )
