"""The money an estate has for works, from a day on; and which vote is about which work."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.approval.dated import OPEN_OR_APPROVED
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import Yuan
from property_ops.kernel.writing import with_reason
from property_ops.modules.estates.public import Estate
from property_ops.modules.queue.domain.errors import BudgetThere, SubjectElsewhere, VoteTied
from property_ops.modules.queue.models import VotedWork, WorksBudget
from property_ops.modules.votes.public import PollSubject
from property_ops.modules.works.public import WorkOrder

CHANGE = "queue.change"


@dataclass(frozen=True, slots=True)
class PlannedBudget:
    start: date
    amount: Yuan
    source: str


@transaction.atomic
def prepare_budget(*, estate: Estate, budget: PlannedBudget, by: User, now: datetime) -> WorksBudget:
    """Raises NotAllowed, BudgetThere, ReasonMissing without saying where the money comes from."""
    require(by, CHANGE, estate)
    if WorksBudget.objects.filter(estate=estate, start=budget.start, state__in=OPEN_OR_APPROVED).exists():
        raise BudgetThere(estate=estate.name, day=budget.start)
    source = with_reason(budget.source, most=100)
    made = WorksBudget.objects.create(
        estate=estate, start=budget.start, amount=budget.amount, source=source, prepared_by=by, prepared_at=now
    )
    audit.record(by=by, action="queue.budget_prepared", subject=str(made), amount=str(budget.amount))
    return made


@transaction.atomic
def tie_vote(*, work: WorkOrder, subject: PollSubject, by: User, now: datetime) -> VotedWork:
    """Once and for good. Raises NotAllowed, SubjectElsewhere, VoteTied."""
    require(by, CHANGE, work)
    if subject.poll.estate_id != work.estate_id:
        raise SubjectElsewhere()
    if VotedWork.objects.select_for_update().filter(work=work).exists():
        raise VoteTied()
    made = VotedWork.objects.create(work=work, subject=subject, by=by, at=now)
    audit.record(by=by, action="queue.vote_tied", subject=work.number, number=subject.poll.number)
    return made
