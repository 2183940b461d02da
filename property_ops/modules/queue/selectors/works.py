"""The queue of an estate from its records: counted anew whenever it is shown, nothing typed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from property_ops.framework.approval.dated import rule_on
from property_ops.framework.dated_rows import version_on
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Estate, visible_estates
from property_ops.modules.inspections.public import Hazard
from property_ops.modules.queue.domain.ranking import QueuePart, RankedWork, WaitingWork, ranked
from property_ops.modules.queue.models import QueueWeights, VotedWork, WorksBudget
from property_ops.modules.requests.public import Request
from property_ops.modules.votes.public import PollSubject, carried_subjects
from property_ops.modules.works.public import Funding, WorkOrder, WorkState, estimated_amount, lines_by_work

WAITING = (WorkState.DRAFT, WorkState.ESTIMATED, WorkState.APPROVED)


@dataclass(frozen=True, slots=True)
class QueuedWork:
    """A place in the queue, with the rows that its points come from."""

    place: RankedWork
    work: WorkOrder
    cost: Yuan | None
    requests: Sequence[Request]
    hazards: Sequence[Hazard]
    vote: VotedWork | None


@dataclass(frozen=True, slots=True)
class EstateQueue:
    """`weights` is None before any is in force: then nothing is ranked."""

    estate: Estate
    weights: QueueWeights | None
    budget: WorksBudget | None
    works: Sequence[QueuedWork]

    @property
    def money(self) -> Yuan:
        return self.budget.amount if self.budget else ZERO

    @property
    def taken(self) -> Sequence[QueuedWork]:
        return [one for one in self.works if one.place.is_taken]

    @property
    def places(self) -> Sequence[RankedWork]:
        return [one.place for one in self.works]

    def short(self, one: QueuedWork) -> Yuan:
        """What is missing for this work and all that stand before it."""
        return Yuan(max(one.place.upto - self.money.fen, 0))

    def called(self, number: str) -> QueuedWork | None:
        return next((one for one in self.works if one.work.number == number), None)


def waiting_works(estate: Estate) -> QuerySet[WorkOrder]:
    """Neither planned for a day nor begun, and not mended under warranty or begun as an emergency."""
    works = WorkOrder.objects.filter(estate=estate, state__in=WAITING, is_emergency=False)
    return works.exclude(funding=Funding.NOBODY)


def queue_of(estate: Estate, *, today: date) -> EstateQueue:
    """Asks no more of the database, the more works wait."""
    weights, works = rule_on(QueueWeights, today), list(waiting_works(estate))
    if weights is None:
        return EstateQueue(estate, None, budget_of(estate, today), [])
    rows = _Rows(works)
    facts = [rows.facts(work, today) for work in works]
    budget = budget_of(estate, today)
    places = ranked(facts, weights.weights, budget.amount.fen if budget else 0)
    by_number = {work.number: work for work in works}
    return EstateQueue(estate, weights, budget, [rows.queued(place, by_number[place.work.number]) for place in places])


def budget_of(estate: Estate, day: date) -> WorksBudget | None:
    return version_on(WorksBudget.objects.filter(WorksBudget.STANDS, estate=estate), day)


def visible_budgets(user: User) -> QuerySet[WorksBudget]:
    return WorksBudget.objects.visible_to(user).select_related("estate", "prepared_by", "decided_by")


def estates_with_works(user: User) -> QuerySet[Estate]:
    """Where a work waits, or money does."""
    works = WorkOrder.objects.filter(estate=OuterRef("pk"), state__in=WAITING, is_emergency=False)
    money = WorksBudget.objects.filter(estate=OuterRef("pk"))
    return visible_estates(user).filter(Exists(works) | Exists(money)).order_by("code")


def subjects_of_estate(estate: Estate) -> QuerySet[Any]:
    """What its owners voted or vote on."""
    return PollSubject.objects.filter(poll__estate=estate).select_related("poll").order_by("-poll", "number")


class _Rows:
    """What is tied to the works, read once for all of them."""

    def __init__(self, works: Iterable[WorkOrder]) -> None:
        keys = [work.pk for work in works]
        self.requests = _by_work(Request.objects.filter(work__in=keys).exclude(state="withdrawn").order_by("number"))
        self.hazards = _by_work(Hazard.objects.filter(work__in=keys, closed_on=None).order_by("number"))
        votes = list(VotedWork.objects.filter(work__in=keys).select_related("subject__poll"))
        self.votes = {vote.work_id: vote for vote in votes}
        self.carried = carried_subjects([vote.subject_id for vote in votes])
        self.lines = lines_by_work(works)
        written = WorkOrder.history.filter(id__in=keys, history_type="+").values_list("id", "history_date")
        self.written: Mapping[int, date] = {key: timezone.localdate(at) for key, at in written}

    def facts(self, work: WorkOrder, today: date) -> WaitingWork:
        requests, hazards = self.requests[work.pk], self.hazards[work.pk]
        grades = Counter(str(one.grade) for one in hazards)
        days = [*(one.received_on for one in requests), *(one.found_on for one in hazards)]
        since = min([*days, self.written.get(work.pk, today)])
        vote = self.votes.get(work.pk)
        cost = self._cost(work)
        return WaitingWork(
            work.number,
            since,
            cost.fen if cost else None,
            {
                QueuePart.REQUESTS: len(requests),
                QueuePart.MAJOR: grades["major"],
                QueuePart.LARGER: grades["larger"],
                QueuePart.USUAL: grades["usual"],
                QueuePart.VOTED: int(vote is not None and vote.subject_id in self.carried),
                QueuePart.MONTHS: whole_months(since, today),
            },
        )

    def queued(self, place: RankedWork, work: WorkOrder) -> QueuedWork:
        key = work.pk
        return QueuedWork(place, work, self._cost(work), self.requests[key], self.hazards[key], self.votes.get(key))

    def _cost(self, work: WorkOrder) -> Yuan | None:
        """The approved ceiling, else the estimate."""
        return work.ceiling or estimated_amount(self.lines[work.pk]) or None


def whole_months(since: date, today: date) -> int:
    months = (today.year - since.year) * 12 + today.month - since.month
    return max(months - (today.day < since.day), 0)


def _by_work(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    found: Mapping[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.work_id].append(row)
    return found
