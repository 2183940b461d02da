"""How far one work is: its lines, what was said at its acceptance, its warranty, what can be done next."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.bulk import slices
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.domain.acceptance import Confirmed, Party, deemed_from
from property_ops.modules.works.domain.funding import funding_parts, payable
from property_ops.modules.works.domain.quantities import PlannedLine, QuantityLine, accepted_part
from property_ops.modules.works.domain.states import WorkMove, WorkState
from property_ops.modules.works.domain.warranty import warranty_ends
from property_ops.modules.works.models import AcceptanceTerms, WorkConfirmation, WorkEvent, WorkLine, WorkOrder
from property_ops.modules.works.models.funding import Funding
from property_ops.modules.works.selectors.kinds import kind_of


def lines_of(work: WorkOrder) -> list[QuantityLine]:
    """All quantity lines of a work; the first is the work's own."""
    return lines_by_work([work])[work.pk]


def lines_by_work(works: Iterable[WorkOrder]) -> dict[int, list[QuantityLine]]:
    """All quantity lines by work, with one question to the database."""
    found = {
        work.pk: [QuantityLine(1, work.kind, work.unit, work.planned, work.price, work.done, work.accepted)]
        for work in works
    }
    for line in WorkLine.objects.filter(work__in=found).order_by("work", "number"):
        found[line.work_id].append(
            QuantityLine(line.number, line.name, line.unit, line.planned, line.price, line.done, line.accepted)
        )
    return found


def done_lines(work: WorkOrder) -> dict[int, Decimal]:
    """What is done, by the number of the line."""
    return {line.number: line.done or Decimal(0) for line in lines_of(work)}


def payable_parts(work: WorkOrder) -> dict[Funding, Yuan]:
    """Of an accepted work, what each payer pays: of its costs the accepted part, never above the ceiling."""
    return payable_by_work([work])[work.pk]


def payable_by_work(works: Iterable[WorkOrder]) -> dict[int, dict[Funding, Yuan]]:
    """`payable_parts` of each work, with one question to the database; empty for one that is not accepted."""
    found = {work.pk: work for work in works}
    lines = lines_by_work(found.values())
    return {pk: _payable(work, lines[pk]) if work.is_settled else {} for pk, work in found.items()}


def _payable(work: WorkOrder, lines: Iterable[QuantityLine]) -> dict[Funding, Yuan]:
    paid = payable(work.cost, accepted=accepted_part(lines), ceiling=work.ceiling)
    return {Funding(payer): amount for payer, amount in funding_parts(work.split, paid).items()}


def estimated_amount(lines: Iterable[QuantityLine]) -> Yuan:
    """Planned quantities at the prices of the estimate."""
    priced = [
        PlannedLine(line.name, line.unit, line.planned, line.price).amount
        for line in lines
        if line.planned is not None and line.price is not None
    ]
    return sum(priced, ZERO)


def payers_of(work: WorkOrder) -> list[tuple[Funding, Decimal, Yuan | None]]:
    """Who pays which per cent, and of an accepted work how much."""
    paid = payable_parts(work)
    parts = work.split.parts
    return [(Funding(payer), percent, paid.get(Funding(payer))) for payer, percent in parts.items() if percent]


def defects_of(work: WorkOrder) -> QuerySet[WorkOrder]:
    """The orders that mend a defect of this work."""
    return WorkOrder.objects.filter(original=work).order_by("number")


def events_of(work: WorkOrder) -> QuerySet[WorkEvent]:
    return WorkEvent.objects.filter(work=work).select_related("by").order_by("id")


def carried_on_in_product(works: Iterable[WorkOrder]) -> set[int]:
    """The ids of the works about which something was decided in the product."""
    ids = [work.pk for work in works]
    found: set[int] = set()
    for some in slices(ids, 500):
        found.update(WorkEvent.objects.filter(work__in=some).values_list("work_id", flat=True))
    return found


# --- acceptance ------------------------------------------------------------------------------------------------------


def terms_of(estate: Estate, *, at: datetime | None = None) -> AcceptanceTerms:
    """What the estate's agreement says of acceptance now, or said `at` a moment; three parties, none deemed, where it
    says nothing."""
    approved = AcceptanceTerms.objects.filter(estate=estate, state=ApprovalState.APPROVED.value)
    if at is not None:
        approved = approved.filter(Q(decided_at__isnull=True) | Q(decided_at__lte=at))
    return approved.order_by(F("decided_at").desc(nulls_last=True), "-id").first() or AcceptanceTerms(estate=estate)


def terms_for(work: WorkOrder) -> AcceptanceTerms:
    """The terms that bind a work: those of the moment at which it was reported as done.

    A row of the register was reported outside: it is bound by those of the first word of acceptance.
    """
    return terms_of(work.estate, at=_bound_at(work))


def _bound_at(work: WorkOrder) -> datetime | None:
    told = WorkEvent.objects.filter(work=work, round=work.round)
    for action in (WorkMove.FINISH.value, "transcribe", "confirm"):
        if found := told.filter(action=action).order_by("id").values_list("at", flat=True).first():
            return found
    return None


def parties_of(work: WorkOrder) -> tuple[Party, ...]:
    """Who must confirm the work, in order."""
    has_committee = terms_for(work).has_committee
    return tuple(party for party in Party if party is not Party.COMMITTEE or has_committee)


def confirmations_of(work: WorkOrder) -> list[WorkConfirmation]:
    """Of this round: the last word of each party on each line."""
    said = WorkConfirmation.objects.filter(work=work, round=work.round).order_by("id")
    said = said.select_related("by", "transcription__decided_by").defer("transcription__pdf")
    return list({(one.party, one.line): one for one in said}.values())


def confirmed_so_far(work: WorkOrder) -> list[Confirmed]:
    """The last words that count: of the parties that must confirm."""
    parties = parties_of(work)
    return [
        Confirmed(Party(one.party), one.line, one.quantity)
        for one in confirmations_of(work)
        if Party(one.party) in parties
    ]


def reported_on(work: WorkOrder, *, seen_on: date) -> date:
    """The day from which the parties of acceptance know that the work is done, at the earliest.

    A report that is dated back makes them know no earlier: then it is the day on which it was made, as long as that is
    not after `seen_on`, as it is where what happened years ago is told in order.
    """
    told = WorkEvent.objects.filter(work=work, action=WorkMove.FINISH.value, round=work.round).order_by("-id").first()
    day = told.on if told else work.done_on
    if day is None:
        raise ValueError(f"{work.number} is not done")
    made_on = timezone.localdate(told.at) if told else day
    return max(day, made_on) if made_on <= seen_on else day


def deemed_from_of(work: WorkOrder, *, seen_on: date) -> date | None:
    """The first day on which silence counts as acceptance; None where the agreement knows no such thing."""
    days = terms_for(work).deemed_days
    if days is None or work.state != WorkState.DONE or work.done_on is None:
        return None
    return deemed_from(reported_on(work, seen_on=seen_on), days)


def may_be_deemed(work: WorkOrder, on: date) -> bool:
    """Whether the days of silence are over."""
    day = deemed_from_of(work, seen_on=on)
    return day is not None and day <= on


# --- warranty --------------------------------------------------------------------------------------------------------


def warranty_months_of(work: WorkOrder) -> int:
    """As the estate's agreement has it, else as is usual for the kind."""
    agreed = terms_for(work).warranty_months
    if agreed is not None:
        return agreed
    kind = kind_of(work)
    return kind.warranty_months if kind else 0


def warranty_until(work: WorkOrder) -> date | None:
    """The last day of the warranty: as fixed at acceptance; for a row of the register, as terms and kind have it."""
    if not work.is_settled or work.accepted_on is None:
        return None
    months = warranty_months_of(work) if work.warranty_months is None else work.warranty_months
    return warranty_ends(work.accepted_on, months) if months else None
