"""Reading the confirmations for someone: months of their estates, one month with its signatures, and all as a list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Max, Min, Q, QuerySet

from property_ops.framework.models import User
from property_ops.framework.slots import plugged_into
from property_ops.kernel.delivery import DeliveredCount
from property_ops.kernel.period import Month, NotAMonth
from property_ops.modules.confirmations.domain.months import Confirmed, ServiceMonth, service_month
from property_ops.modules.confirmations.models import (
    AgreementItem,
    Confirmation,
    ConfirmationPaper,
    ConfirmationPaperRow,
)
from property_ops.modules.estates.public import Estate, managed_estates, visible_estates


@dataclass(frozen=True, slots=True)
class EstateConfirmations:
    """An estate and where each of the months asked for stands."""

    estate: Estate
    months: Sequence[ServiceMonth]


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """An agreed service and its confirmation in the month, if there is one."""

    item: AgreementItem
    confirmation: Confirmation | None


@dataclass(frozen=True, slots=True)
class EstateMonth:
    """A month of an estate: the subject of slot `confirmation_panels`."""

    estate: Estate
    month: Month


@dataclass(frozen=True, slots=True)
class OpenService:
    """An agreed service that the month still waits for: its weight when last confirmed, and what was counted."""

    item: AgreementItem
    weight: Decimal | None
    counted: DeliveredCount | None


def visible_confirmations(user: User) -> QuerySet[Confirmation]:
    """The latest month first."""
    found = Confirmation.objects.visible_to(user).select_related("item__estate")
    return found.order_by(F("month").desc(), "item__estate__code", "item")


def find_confirmations(found: QuerySet[Confirmation], text: str) -> QuerySet[Confirmation]:
    """By month, else by service or by who signed."""
    try:
        return found.filter(month=Month.parse(text).start)
    except NotAMonth:
        signed = Q(committee_signer__icontains=text) | Q(branch_signer__icontains=text)
        return found.filter(signed | Q(item__name__icontains=text))


def years(user: User, *, on: date) -> list[int]:
    """The years there is something to look at, the latest first: from the first take-over or confirmation to today."""
    first_estate = visible_estates(user).aggregate(first=Min("taken_over_on"))["first"]
    first_month = visible_confirmations(user).order_by().aggregate(first=Min("month"))["first"]
    first = min((day for day in (first_estate, first_month) if day), default=on)
    return list(range(on.year, min(first.year, on.year) - 1, -1))


def latest_year(user: User, *, on: date) -> int:
    """The year of the latest confirmation; this year if there is none yet."""
    latest = visible_confirmations(user).order_by().filter(month__lte=on).aggregate(latest=Max("month"))["latest"]
    return latest.year if latest else on.year


def latest_month(until: date) -> Month | None:
    """The latest month that anything was confirmed for, of those begun by that day."""
    latest = Confirmation.objects.filter(month__lte=until).aggregate(latest=Max("month"))["latest"]
    return Month.of(latest) if latest else None


def matrix(user: User, months: Sequence[Month], *, on: date) -> list[EstateConfirmations]:
    """The managed estates that the user may see; three queries however many they are."""
    return _rows(list(managed_estates(user)), months, on=on)


def months_of(estate: Estate, *, on: date) -> Sequence[ServiceMonth]:
    """The months from the take-over to the one that `on` lies in, the latest first."""
    managed = estate.managed_period
    if managed is None or managed.start > on:
        return ()
    months = [Month.of(managed.start)]
    while months[-1] < Month.of(on):
        months.append(months[-1].next)
    return _rows([estate], months[::-1], on=on)[0].months


def month_of(estate: Estate, month: Month, *, on: date) -> ServiceMonth:
    return _rows([estate], [month], on=on)[0].months[0]


def lines_of(estate: Estate, month: Month) -> list[ServiceLine]:
    """Every service in the order of the agreement, with its confirmation of the month."""
    confirmations = {one.item_id: one for one in Confirmation.objects.filter(item__estate=estate, month=month.start)}
    return [
        ServiceLine(item, confirmations.get(item.pk))
        for item in AgreementItem.objects.filter(estate=estate).order_by("id")
    ]


def delivered_counts(estate: Estate, month: Month) -> dict[int, DeliveredCount]:
    """By agreed service: what was counted of the month (slot `service_counts`); no entry where nothing is counted."""
    found: dict[int, DeliveredCount] = {}
    for counts in plugged_into("service_counts"):
        found |= counts(estate, month)
    return found


def visible_papers(user: User) -> QuerySet[ConfirmationPaper]:
    return ConfirmationPaper.objects.visible_to(user).select_related("estate", "picture", "prepared_by", "decided_by")


def paper_rows(paper: ConfirmationPaper) -> QuerySet[ConfirmationPaperRow]:
    return paper.rows.select_related("item").order_by("item")


def open_services(estate: Estate, month: Month) -> list[OpenService]:
    """Those that both parties have not confirmed, in the order of the agreement."""
    last = Confirmation.objects.filter(item__estate=estate, month__lte=month.start).order_by("month")
    weights: dict[int, Decimal] = dict(last.values_list("item", "weight"))
    counted = delivered_counts(estate, month)
    return [
        OpenService(line.item, weights.get(line.item.pk), counted.get(line.item.pk))
        for line in lines_of(estate, month)
        if line.confirmation is None or not line.confirmation.by_both
    ]


def _rows(estates: Sequence[Estate], months: Sequence[Month], *, on: date) -> list[EstateConfirmations]:
    agreed, confirmed = _agreed(estates), _confirmed(estates, months)
    return [
        EstateConfirmations(
            estate,
            [
                service_month(
                    month=month,
                    managed=estate.managed_period,
                    agreed=agreed.get(estate.pk, ()),
                    confirmations=confirmed.get((estate.pk, month), {}),
                    on=on,
                )
                for month in months
            ],
        )
        for estate in estates
    ]


def _agreed(estates: Iterable[Estate]) -> dict[int, list[str]]:
    """The names of the agreed services by estate, in the order of the agreement."""
    found: dict[int, list[str]] = {}
    items = AgreementItem.objects.filter(estate__in=estates).order_by("id")
    for estate, name in items.values_list("estate_id", "name"):
        found.setdefault(estate, []).append(name)
    return found


def _confirmed(
    estates: Iterable[Estate], months: Sequence[Month]
) -> Mapping[tuple[int, Month], Mapping[str, Confirmed]]:
    """By estate and month: the services that are confirmed, by their names."""
    found: dict[tuple[int, Month], dict[str, Confirmed]] = {}
    days = [month.start for month in months]
    for one in Confirmation.objects.filter(item__estate__in=estates, month__in=days).select_related("item"):
        of_month = found.setdefault((one.item.estate_id, Month.of(one.month)), {})
        of_month[one.item.name] = Confirmed(one.weight, one.completion, one.by_both)
    return found
