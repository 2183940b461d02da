"""Reading the tariffs for someone: all versions as a list, and an estate's versions side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from invoices.modules.tariffs.models import FeeItem, Tariff
from invoices.modules.tariffs.models.tariff import PARKING_FEE, SERVICE_FEE, VACANCY_REDUCTION
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate

UNITS_OF_RATES = {SERVICE_FEE: "元/㎡·月", PARKING_FEE: "元/个·月", VACANCY_REDUCTION: "比例"}
"""Of the items that have no unit of their own."""

IN_FORCE, OVER, COMING = "in_force", "over", "coming"


@dataclass(frozen=True, slots=True)
class TariffHistory:
    """What one fee item charges for one kind of thing, through time: versions in order."""

    item: FeeItem
    applies_to: str
    versions: Sequence[Any]


def visible_tariffs(user: User) -> QuerySet[Tariff]:
    return Tariff.objects.visible_to(user).select_related("estate", "item")


def with_standing(tariffs: QuerySet[Tariff], *, on: date) -> QuerySet[Any]:
    """With the `standing` of that day: in force, over or coming."""
    return tariffs.annotate(
        standing=Case(
            When(start__gt=on, then=Value(COMING)),
            When(end__isnull=False, end__lte=on, then=Value(OVER)),
            default=Value(IN_FORCE),
            output_field=CharField(),
        )
    )


def find_tariffs(tariffs: QuerySet[Tariff], text: str) -> QuerySet[Tariff]:
    return tariffs.filter(
        Q(estate__name__icontains=text)
        | Q(estate__code__icontains=text)
        | Q(item__name__icontains=text)
        | Q(applies_to__icontains=text)
        | Q(basis__icontains=text)
    )


def in_charge(tariffs: QuerySet[Tariff]) -> QuerySet[Tariff]:
    """Those that may be charged by."""
    return tariffs.filter(state=ApprovalState.APPROVED.value)


def has_tariffs() -> bool:
    return Tariff.objects.exists()


def latest_rates(user: User) -> QuerySet[Tariff]:
    """Of each estate, item and use the version that has no later one: what a new version follows on."""
    later = Tariff.objects.filter(
        estate=OuterRef("estate"), item=OuterRef("item"), applies_to=OuterRef("applies_to"), start__gt=OuterRef("start")
    )
    rows = in_charge(visible_tariffs(user)).filter(~Exists(in_charge(later)))
    return rows.filter(end__isnull=True).order_by("estate__code", "item", "applies_to")


def with_rates() -> QuerySet[FeeItem]:
    """The items that are charged by a rate of the tariffs."""
    return FeeItem.objects.filter(~Q(rate_unit="") | Q(code__in=UNITS_OF_RATES))


def unit_of_rates(item: FeeItem) -> str:
    """What is usual for the item."""
    return item.rate_unit or UNITS_OF_RATES[item.code]


def fee_items() -> QuerySet[FeeItem]:
    return FeeItem.objects.all()


def lines_of(estate: Estate, *, on: date) -> list[TariffHistory]:
    """The estate's tariffs by fee item and what they apply to, with the standing of that day."""
    tariffs = with_standing(Tariff.objects.filter(estate=estate).select_related("item"), on=on)
    ordered = tariffs.order_by("item", "applies_to", "start")
    return [
        TariffHistory(versions[0].item, applies_to, versions)
        for (_item, applies_to), group in groupby(ordered, key=lambda one: (one.item_id, one.applies_to))
        if (versions := list(group))
    ]
