"""Reading the confirmations for someone: a year of their estates, and one month with its signatures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.confirmations.domain.months import Confirmed, ServiceMonth, service_month
from property_ops.modules.confirmations.models import AgreementItem, Confirmation
from property_ops.modules.estates.public import Estate, managed_estates, visible_estates


@dataclass(frozen=True, slots=True)
class EstateYear:
    """An estate and its twelve months."""

    estate: Estate
    months: tuple[ServiceMonth, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An agreed service and its confirmation in the month, if there is one."""

    item: AgreementItem
    confirmation: Confirmation | None


def years(user: User, *, on: date) -> list[int]:
    """The years there is something to look at, newest first: since the first estate was taken over or confirmed."""
    estates = visible_estates(user)
    first_estate = estates.aggregate(first=Min("taken_over_on"))["first"]
    first_month = Confirmation.objects.filter(item__estate__in=estates).aggregate(first=Min("month"))["first"]
    first = min((day for day in (first_estate, first_month) if day), default=on)
    return list(range(on.year, min(first.year, on.year) - 1, -1))


def latest_year(user: User, *, on: date) -> int:
    """The year of the latest confirmation; this year if there is none yet."""
    mine = Confirmation.objects.filter(item__estate__in=visible_estates(user), month__lte=on)
    latest = mine.order_by("-month").values_list("month", flat=True).first()
    return latest.year if latest else on.year


def year_of(user: User, year: int, *, on: date) -> list[EstateYear]:
    """The managed estates that `user` sees, each with its months; four queries however many they are."""
    estates = list(managed_estates(user))
    items = _items(estates)
    confirmed: dict[tuple[int, Month], dict[str, Confirmed]] = {}
    found = Confirmation.objects.filter(item__estate__in=estates, month__year=year).select_related("item")
    for one in found:
        confirmed.setdefault((one.item.estate_id, Month.of(one.month)), {})[one.item.name] = _confirmed(one)
    return [
        EstateYear(
            estate,
            tuple(
                _month_of(estate, month, items.get(estate.pk, ()), confirmed.get((estate.pk, month), {}), on=on)
                for month in (Month(year, number) for number in range(1, 13))
            ),
        )
        for estate in estates
    ]


def month_of(estate: Estate, month: Month, *, on: date) -> tuple[ServiceMonth, list[Line]]:
    """One month of an estate, and every service of it in the order of the agreement."""
    items = _items([estate]).get(estate.pk, [])
    found = Confirmation.objects.filter(item__estate=estate, month=month.start).select_related("item")
    confirmations = {one.item_id: one for one in found}
    by_name = {one.item.name: _confirmed(one) for one in confirmations.values()}
    lines = [Line(item, confirmations.get(item.pk)) for item in items]
    return _month_of(estate, month, items, by_name, on=on), lines


def _items(estates: Iterable[Estate]) -> dict[int, list[AgreementItem]]:
    """The agreed services by estate, in the order of the agreement."""
    found: dict[int, list[AgreementItem]] = {}
    for item in AgreementItem.objects.filter(estate__in=estates).order_by("id"):
        found.setdefault(item.estate_id, []).append(item)
    return found


def _confirmed(one: Confirmation) -> Confirmed:
    return Confirmed(one.weight, one.completion, one.by_both)


def _month_of(
    estate: Estate, month: Month, items: Iterable[AgreementItem], confirmed: Mapping[str, Confirmed], *, on: date
) -> ServiceMonth:
    return service_month(
        month=month,
        managed=estate.managed_period,
        agreed=[item.name for item in items],
        confirmations=confirmed,
        on=on,
    )
