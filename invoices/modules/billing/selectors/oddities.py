"""Bills that a person should look at before they are approved, and why."""

from collections import defaultdict
from statistics import median_low
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Abs, Cast

from invoices.modules.billing.domain import oddities
from invoices.modules.billing.models import Bill, BillLine
from invoices.modules.tariffs.public import WORKS_SHARE
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month


def odd_bills(bills: QuerySet[Bill], month: Month) -> QuerySet[Bill]:
    """The odd ones among the month's `bills`.

    Each has `last_total`, what the account's bills of the month before amount to (None without any), `works`, the part
    of the bill that works are, and `large_from`, above which a bill of its estate is very large (fen).
    """
    rows = bills.filter(month=month.start).annotate(
        fen=Cast("total", BigIntegerField()),
        last_total=Subquery(_totals_before(month)),
        works=Subquery(_works()),
    )
    rows = rows.annotate(last_fen=Cast("last_total", BigIntegerField()))
    changed = Q(last_fen__gt=0, change__gt=F("last_fen") * oddities.CHANGE_PERCENT)
    rows = rows.annotate(change=Abs(F("fen") - F("last_fen")) * 100)
    return rows.filter(Q(fen__lte=0) | Q(fen__gt=oddities.LARGE.fen) | _far_above_median(month) | changed)


def _totals_before(month: Month) -> QuerySet[Any, Any]:
    before = Bill.objects.filter(account=OuterRef("account"), month=month.previous.start).order_by()
    return before.values("account").annotate(sum=Sum("total")).values("sum")


def _works() -> QuerySet[Any, Any]:
    lines = BillLine.objects.filter(bill=OuterRef("pk"), item_code=WORKS_SHARE).order_by()
    return lines.values("bill").annotate(sum=Sum("amount")).values("sum")


def _far_above_median(month: Month) -> Q:
    limits = Q(pk=None)
    for estate, median in medians(month).items():
        if median > 0:
            limits |= Q(estate=estate, fen__gt=median * oddities.TIMES_MEDIAN)
    return limits


def medians(month: Month) -> dict[int, int]:
    """The median total of each estate's bills of the month, in fen."""
    totals: dict[int, list[int]] = defaultdict(list)
    rows = Bill.objects.filter(month=month.start, total__gt=ZERO).order_by()
    for estate, total in rows.values_list("estate_id", "total").iterator(chunk_size=5_000):
        totals[estate].append(total.fen)
    return {estate: median_low(fen) for estate, fen in totals.items()}
