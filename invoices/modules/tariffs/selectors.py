"""Reading the tariffs for someone: all versions as a list, and an estate's versions side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from invoices.modules.tariffs.models import FeeItem, Tariff
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate

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
    """With the `standing` of that day: in force, over or coming; or its state where it is not approved."""
    return tariffs.annotate(
        standing=Case(
            When(~Q(state=ApprovalState.APPROVED.value), then=F("state")),
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


def awaiting(tariffs: QuerySet[Tariff]) -> QuerySet[Tariff]:
    """Those that wait for another person's approval."""
    return tariffs.filter(Tariff.WAITS)


@dataclass(frozen=True, slots=True)
class TariffProposal:
    """A version that waits, and the rate that is charged until then: of the version before, if there is one."""

    tariff: Tariff
    before: Decimal | None


def proposals(user: User) -> list[TariffProposal]:
    """What waits for approval, of the estates that the user sees."""
    waiting = awaiting(visible_tariffs(user)).select_related("prepared_by").order_by("estate", "item", "start")
    return [TariffProposal(tariff, _rate_before(tariff)) for tariff in waiting]


def _rate_before(tariff: Tariff) -> Decimal | None:
    """The last approved rate: of this very version, else of the one before it."""
    approved = tariff.history.filter(state=ApprovalState.APPROVED.value).first()
    if approved:
        return approved.rate
    same = Tariff.objects.filter(estate=tariff.estate, item=tariff.item, applies_to=tariff.applies_to)
    return in_charge(same).filter(start__lt=tariff.start).order_by("-start").values_list("rate", flat=True).first()


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
