"""The collection rate, reckoned from the lines of issued bills and what settled them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import DateField, F, Max, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from invoices.modules.billing.public import Bill, BillLine, BillState
from invoices.modules.collections.domain.rates import CollectionRate, RateBy
from invoices.modules.receivables.public import CreditKind, DueDay
from property_ops.framework.first_days import FirstOfMonth
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import EstateMembership

_BY: Mapping[RateBy, tuple[str, ...]] = {
    RateBy.ESTATE: ("bill__estate__code", "bill__estate__name"),
    RateBy.BUILDING: ("bill__estate__code", "bill__estate__name", "bill__account__unit__building"),
    RateBy.ITEM: ("item_code", "item_name"),
    RateBy.MONTH: ("month_due",),
    RateBy.COLLECTOR: ("bill__estate__code", "bill__estate__name"),
}
_LOST, _CREDITED = CreditKind.WRITE_OFF, CreditKind.CREDIT_NOTE


def collection_rates(due: Period, *, by: RateBy, estates: QuerySet[Any]) -> list[CollectionRate]:
    """What became of the lines that fell due in the period, whenever it was paid; in the order of their groups."""
    lines = _due_in(due, estates)
    keys = _BY[by]
    sums: dict[tuple[Any, ...], dict[str, Yuan]] = {}
    for *key, amount in lines.values_list(*keys).annotate(sum=Sum("amount")).order_by(*keys):
        sums[tuple(key)] = {"due": amount}
    settled = lines.exclude(settlements=None).values_list(*keys, "settlements__credit__kind")
    for *key, kind, amount in settled.annotate(sum=Sum("settlements__amount")).order_by(*keys):
        column = {_CREDITED: "credited", _LOST: "lost"}.get(kind, "received")
        found = sums[tuple(key)]
        found[column] = found.get(column, ZERO) + amount
    if by == RateBy.COLLECTOR:
        return _by_collector({key[0]: CollectionRate("", **found) for key, found in sums.items()})
    return [CollectionRate(_words(by, key), **found) for key, found in sums.items()]


def _by_collector(rates: Mapping[str, CollectionRate]) -> list[CollectionRate]:
    """Of the estates that each grid worker looks after today; of several of one estate, all are named."""
    looks_after: dict[str, list[str]] = {}
    named = EstateMembership.objects.filter(estate__code__in=rates, user__is_active=True)
    for code, name in named.order_by("user__display_name").values_list("estate__code", "user__display_name"):
        looks_after.setdefault(code, []).append(name)
    found: dict[str, CollectionRate] = {}
    for code, rate in rates.items():
        words = "、".join(looks_after.get(code, ())) or gettext("nobody named")
        found[words] = CollectionRate(words).plus(rate) if words not in found else found[words].plus(rate)
    return list(found.values())


def latest_due_day(until: date) -> date:
    """The latest day, up to the one given, on which bills fell due; that day itself where none did."""
    bills = Bill.objects.filter(state=BillState.ISSUED, due_on__lte=until)
    latest: date | None = bills.aggregate(latest=Max("due_on"))["latest"]
    return latest or until


def _due_in(due: Period, estates: QuerySet[Any]) -> QuerySet[Any]:
    moved = DueDay.objects.filter(line=OuterRef("pk")).order_by("-id").values("due_on")[:1]
    lines = BillLine.objects.filter(bill__state=BillState.ISSUED, bill__estate__in=estates)
    lines = lines.annotate(day_due=Coalesce(Subquery(moved), F("bill__due_on"), output_field=DateField()))
    lines = lines.filter(day_due__gte=due.start, day_due__lt=due.end)
    return lines.annotate(month_due=FirstOfMonth("day_due"))


def _words(by: RateBy, key: tuple[Any, ...]) -> str:
    if by == RateBy.MONTH:
        return f"{key[0]:%Y-%m}"
    return f"{key[1]} {key[2]}号楼" if by == RateBy.BUILDING else str(key[1])
