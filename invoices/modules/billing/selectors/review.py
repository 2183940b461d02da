"""Bills that a person should look at before they are approved, and why."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median_low
from typing import Any

from django.db.models import BigIntegerField, Case, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Abs, Cast, Coalesce

from invoices.modules.billing.domain import oddities
from invoices.modules.billing.models import Bill, BillLine
from invoices.modules.charges.public import one_off_items
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month


def bills_to_review(bills: QuerySet[Bill], month: Month) -> QuerySet[Bill]:
    """The odd ones among the month's `bills`, those that nothing explains first.

    Each has `last_total`, what the account's bills of the month before amount to (None without any); `one_off`,
    the part of it that comes now and then, such as works; and `by_one_off`: odd only because of such a part, on this
    bill or the last, while what recurs is as usual.
    """
    rows = bills.filter(month=month.start).annotate(
        fen=Cast("total", BigIntegerField()),
        last_total=Subquery(_bills_before(month).annotate(sum=Sum("total")).values("sum")),
        one_off=Subquery(_one_off("bill", bill=OuterRef("pk"))),
        last_one_off=Subquery(
            _one_off("bill__account", bill__account=OuterRef("account"), bill__month=month.previous.start)
        ),
    )
    rows = rows.annotate(last_fen=Cast("last_total", BigIntegerField()))
    rows = rows.annotate(
        change=Abs(F("fen") - F("last_fen")) * 100,
        recurring=F("fen") - _fen("one_off"),
        last_recurring=F("last_fen") - _fen("last_one_off"),
    )
    rows = rows.annotate(recurring_change=Abs(F("recurring") - F("last_recurring")) * 100)
    limits = medians(month)
    strange = Q(fen__lte=0) | Q(fen__gt=oddities.LARGE.fen)
    changed = Q(last_fen__gt=0, change__gt=F("last_fen") * oddities.CHANGE_PERCENT)
    as_usual = Q(last_fen=None) | Q(recurring_change__lte=F("last_recurring") * oddities.CHANGE_PERCENT)
    by_one_off = ~strange & as_usual & ~_far_above(limits, "recurring")
    rows = rows.filter(strange | changed | _far_above(limits, "fen")).annotate(
        by_one_off=Case(When(by_one_off, then=Value(True)), default=Value(False))
    )
    return rows.order_by("by_one_off", *bills.query.order_by)


def _bills_before(month: Month) -> QuerySet[Any, Any]:
    before = Bill.objects.filter(account=OuterRef("account"), month=month.previous.start).order_by()
    return before.values("account")


def _one_off(by: str, **whose: Any) -> QuerySet[Any, Any]:
    lines = BillLine.objects.filter(item_code__in=one_off_items(), **whose).order_by()
    return lines.values(by).annotate(sum=Sum("amount")).values("sum")


def _fen(name: str) -> Coalesce:
    return Coalesce(Cast(name, BigIntegerField()), 0)


def _far_above(medians: Mapping[int, int], amount: str) -> Q:
    found = Q(pk=None)
    for estate, median in medians.items():
        found |= Q(**{"estate": estate, f"{amount}__gt": median * oddities.TIMES_MEDIAN})
    return found


def medians(month: Month) -> dict[int, int]:
    """The median total of each estate's bills of the month, in fen."""
    totals: dict[int, list[int]] = defaultdict(list)
    rows = Bill.objects.filter(month=month.start, total__gt=ZERO).order_by()
    for estate, total in rows.values_list("estate_id", "total").iterator(chunk_size=5_000):
        totals[estate].append(total.fen)
    return {estate: median_low(fen) for estate, fen in totals.items()}


@dataclass(frozen=True, slots=True)
class OddCount:
    """How many bills are odd, and how many of these nothing explains."""

    all: int = 0
    unexplained: int = 0


def count_odd(bills: QuerySet[Bill], month: Month) -> OddCount:
    odd: QuerySet[Any] = bills_to_review(bills, month).order_by()
    kinds = list(odd.values_list("by_one_off", flat=True))
    return OddCount(len(kinds), kinds.count(False))
