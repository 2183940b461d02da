"""What an estate's service agreement promised in a quarter, and what was delivered: from the records, nothing typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q, QuerySet

from property_ops.framework.models import User
from property_ops.kernel.delivery import DeliveredCount
from property_ops.kernel.period import Month
from property_ops.kernel.quarters import Quarter
from property_ops.modules.confirmations.public import AgreementItem, Confirmation
from property_ops.modules.estates.public import Estate, managed_estates
from property_ops.modules.requests.public import Request, Satisfaction
from property_ops.modules.rounds.public import counts_of_month
from property_ops.modules.works.public import WorkOrder, WorkResult

PERCENT_PLACES = Decimal("0.0001")
QUARTERS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class MonthOfService:
    """A service in a month: what both parties confirmed of it, and the rounds that were counted, up to yesterday."""

    month: Month
    confirmed: Confirmation | None
    rounds: DeliveredCount | None

    @property
    def completion(self) -> Decimal | None:
        """Of the confirmed month only: what is not confirmed is not charged."""
        return self.confirmed.completion if self.confirmed and self.confirmed.by_both else None


@dataclass(frozen=True, slots=True)
class SupervisedService:
    """A service that the agreement names, month by month of the quarter."""

    item: AgreementItem
    months: Sequence[MonthOfService]

    @property
    def promised(self) -> int:
        return sum(one.rounds.promised for one in self.months if one.rounds)

    @property
    def done(self) -> int:
        return sum(one.rounds.done for one in self.months if one.rounds)

    @property
    def completion(self) -> Decimal | None:
        """The mean of the months that are confirmed, half up to a hundredth of a percent."""
        known = [one.completion for one in self.months if one.completion is not None]
        return (sum(known, Decimal(0)) / len(known)).quantize(PERCENT_PLACES, ROUND_HALF_UP) if known else None

    @property
    def confirmed_months(self) -> int:
        return sum(one.completion is not None for one in self.months)


@dataclass(frozen=True, slots=True)
class SupervisedQuarter:
    """An estate's quarter; every figure is the count or sum of rows that are here too."""

    estate: Estate
    quarter: Quarter
    services: Sequence[SupervisedService]
    works: Sequence[WorkOrder]
    requests: Sequence[Request]
    today: date

    @property
    def planned_works(self) -> int:
        """Planned for a day of the quarter."""
        days = self.quarter.period
        return sum(work.planned_on is not None and days.start <= work.planned_on < days.end for work in self.works)

    @property
    def done_works(self) -> int:
        days = self.quarter.period
        return sum(work.done_on is not None and days.start <= work.done_on < days.end for work in self.works)

    @property
    def accepted_works(self) -> int:
        return sum(work.result == WorkResult.ACCEPTED for work in self.works)

    @property
    def answered(self) -> int:
        return sum(one.answered_on is not None for one in self.requests)

    @property
    def in_time(self) -> int:
        return sum(one.answered_on is not None and one.answered_on <= one.due_on for one in self.requests)

    @property
    def overdue(self) -> int:
        """Not answered, and the day is past."""
        return sum(one.answered_on is None and one.due_on < self.today for one in self.requests)

    @property
    def rated(self) -> int:
        return sum(bool(one.satisfaction) for one in self.requests)

    @property
    def satisfied(self) -> int:
        return sum(one.satisfaction == Satisfaction.SATISFIED for one in self.requests)


def supervised_estates(user: User) -> QuerySet[Estate]:
    return managed_estates(user).order_by("code")


def quarter_of(estate: Estate, quarter: Quarter, *, today: date) -> SupervisedQuarter:
    """Works planned for the quarter or done in it; requests that came in it. What was given up is left out."""
    days = quarter.period
    done = Q(done_on__gte=days.start, done_on__lt=days.end)
    planned = Q(planned_on__gte=days.start, planned_on__lt=days.end)
    works = WorkOrder.objects.filter(done | planned, estate=estate).exclude(state="cancelled")
    requests = Request.objects.filter(estate=estate, received_on__gte=days.start, received_on__lt=days.end)
    return SupervisedQuarter(
        estate,
        quarter,
        _services(estate, quarter, today),
        list(works.order_by("planned_on", "done_on", "number")),
        list(requests.exclude(state="withdrawn").order_by("received_on", "number")),
        today,
    )


def _services(estate: Estate, quarter: Quarter, today: date) -> list[SupervisedService]:
    confirmed = _confirmed(estate, quarter)
    rounds = {month: counts_of_month(estate, month, until=today) for month in quarter.months if month.start < today}
    return [
        SupervisedService(
            item,
            [
                MonthOfService(month, confirmed.get((item.pk, month.start)), rounds.get(month, {}).get(item.pk))
                for month in quarter.months
            ],
        )
        for item in AgreementItem.objects.filter(estate=estate).order_by("id")
    ]


def _confirmed(estate: Estate, quarter: Quarter) -> Mapping[tuple[int, date], Confirmation]:
    days = quarter.period
    rows = Confirmation.objects.filter(item__estate=estate, month__gte=days.start, month__lt=days.end)
    return {(row.item_id, row.month): row for row in rows}


def confirmed_by_quarter(estates: Sequence[Estate], *, today: date) -> dict[Quarter, dict[int, int]]:
    """By quarter and estate, how many months of services both parties confirmed.

    The running quarter, and of those before the latest in which anything was confirmed: as many as stand on a page.
    """
    found: dict[Quarter, dict[int, int]] = {Quarter.of(today): {}}
    for row in Confirmation.objects.filter(item__estate__in=estates).select_related("item"):
        if row.by_both:
            of_quarter = found.setdefault(Quarter.of(row.month), {})
            of_quarter[row.item.estate_id] = of_quarter.get(row.item.estate_id, 0) + 1
    return {quarter: found[quarter] for quarter in sorted(found, reverse=True)[:QUARTERS_SHOWN]}
