"""Where a month stands: per estate what is held, charged, drafted, approved and issued."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum, Value

from invoices.modules.billing.public import Bill, BillState, is_unbilled, unbilled
from invoices.modules.charges.public import Charge, Hold, held_text
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate, Management


@dataclass(slots=True)
class Sumup:
    """How many and how much."""

    count: int = 0
    amount: Yuan = ZERO

    def add(self, count: int, amount: Yuan | None) -> None:
        self.count += count
        self.amount += amount or ZERO


@dataclass(slots=True)
class EstateMonth:
    """One estate's month. `unbilled` charges stand on no bill yet."""

    code: str
    name: str
    held: list[tuple[str, str]] = field(default_factory=list)
    charged: Sumup = field(default_factory=Sumup)
    unbilled: Sumup = field(default_factory=Sumup)
    draft: Sumup = field(default_factory=Sumup)
    approved: Sumup = field(default_factory=Sumup)
    issued: Sumup = field(default_factory=Sumup)


@dataclass(slots=True)
class MonthEnd:
    """The whole month: its estates, their totals, and what earlier months left behind."""

    month: Month
    estates: list[EstateMonth]
    total: EstateMonth
    earlier: list["UnfinishedMonth"]


@dataclass(frozen=True, slots=True)
class UnfinishedMonth:
    """An earlier month with something held, or charged and on no bill."""

    month: Month
    held: int
    unbilled: int
    not_issued: int


def month_end(month: Month, estates: QuerySet[Estate]) -> MonthEnd:
    """Where the month stands in these estates. The number of queries does not grow with them."""
    rows = {
        pk: (managed, EstateMonth(code, name))
        for pk, code, name, managed in estates.order_by("code").values_list("pk", "code", "name", "management")
    }
    month_of = {pk: row for pk, (_, row) in rows.items()}
    _read_holds(month, month_of)
    _read_charges(month, month_of)
    _read_bills(month, month_of)
    shown = [row for managed, row in rows.values() if managed == Management.MANAGED or _has_anything(row)]
    return MonthEnd(month, shown, _total(shown), _left(month, estates))


def _read_holds(month: Month, rows: dict[int, EstateMonth]) -> None:
    holds = Hold.objects.filter(month=month.start, released_by=None, estate__in=list(rows))
    for estate, source, subject, reason in holds.values_list("estate_id", "source", "subject", "reason"):
        rows[estate].held.append(held_text(source, subject, reason))


def _read_charges(month: Month, rows: dict[int, EstateMonth]) -> None:
    charges = Charge.objects.filter(month=month.start, estate__in=list(rows)).order_by()
    missing = is_unbilled()
    grouped = charges.values_list("estate_id").annotate(
        lines=Count("pk"),
        sum=Sum("amount"),
        left=Count("pk", filter=missing),
        left_sum=Sum("amount", filter=missing),
    )
    for estate, lines, amount, left, left_amount in grouped:
        rows[estate].charged.add(lines, amount)
        rows[estate].unbilled.add(left, left_amount)


def _read_bills(month: Month, rows: dict[int, EstateMonth]) -> None:
    bills = Bill.objects.filter(month=month.start, estate__in=list(rows)).order_by()
    grouped = bills.values_list("estate_id", "state").annotate(count=Count("pk"), amount=Sum("total"))
    for estate, state, count, amount in grouped:
        getattr(rows[estate], BillState(state).value).add(count, amount)


def _has_anything(row: EstateMonth) -> bool:
    return bool(row.held or row.charged.count or row.draft.count or row.approved.count or row.issued.count)


def _total(rows: Iterable[EstateMonth]) -> EstateMonth:
    total = EstateMonth("", "")
    for row in rows:
        total.held += row.held
        for name in ("charged", "unbilled", "draft", "approved", "issued"):
            part: Sumup = getattr(row, name)
            getattr(total, name).add(part.count, part.amount)
    return total


def _left(month: Month, estates: QuerySet[Estate]) -> list[UnfinishedMonth]:
    """Earlier months that are not finished, oldest first."""
    held = Hold.objects.filter(month__lt=month.start, released_by=None, estate__in=estates).order_by()
    charges = unbilled(Charge.objects.filter(month__lt=month.start, estate__in=estates).order_by())
    waiting = Bill.objects.filter(month__lt=month.start, estate__in=estates).exclude(state=BillState.ISSUED).order_by()
    parts = [_by_month(rows, place) for place, rows in enumerate((held, charges, waiting))]
    found: defaultdict[date, list[int]] = defaultdict(lambda: [0, 0, 0])
    for day, place, count in parts[0].union(*parts[1:], all=True):
        found[day][place] = count
    return [UnfinishedMonth(Month.of(day), *found[day]) for day in sorted(found)]


def _by_month(rows: QuerySet[Any], place: int) -> QuerySet[Any, Any]:
    return (
        rows.values_list("month").annotate(place=Value(place), count=Count("pk")).values_list("month", "place", "count")
    )


def latest_month(until: date) -> Month | None:
    """The latest month that anything is charged in, of those begun by that day."""
    day = Charge.objects.filter(month__lte=until).order_by("-month").values_list("month", flat=True).first()
    return Month.of(day) if day else None
