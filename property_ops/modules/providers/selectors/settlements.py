"""Settlements and what goes into them."""

from collections.abc import Sequence

from django.db.models import QuerySet

from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.quantity import plain
from property_ops.modules.providers.domain.states import ServiceOrderState
from property_ops.modules.providers.models import (
    Provider,
    ProviderSettlement,
    ServiceLine,
    ServiceOrder,
    ServicePayer,
    SettlementLine,
)
from property_ops.modules.providers.models.agreement import OPEN_OR_APPROVED


def visible_settlements(user: User) -> QuerySet[ProviderSettlement]:
    settlements = ProviderSettlement.objects.visible_to(user).select_related("provider", "prepared_by", "decided_by")
    return settlements.order_by("-month", "provider__code", "-pk")


def lines_of_settlement(settlement: ProviderSettlement) -> QuerySet[SettlementLine]:
    return settlement.lines.select_related("order__estate").order_by("accepted_on", "pk")


def visible_lines(user: User, settlement: ProviderSettlement) -> QuerySet[SettlementLine]:
    """Those of the estates that the user sees."""
    return lines_of_settlement(settlement).filter(pk__in=SettlementLine.objects.visible_to(user).values("pk"))


def sees_whole(user: User, settlement: ProviderSettlement) -> bool:
    return visible_lines(user, settlement).count() == settlement.lines.count()


def settlements_of(provider: Provider) -> QuerySet[ProviderSettlement]:
    """Those that stand."""
    return provider.settlements.filter(ProviderSettlement.STANDS).order_by("-month")


def unsettled(provider: Provider, month: Month) -> Sequence[ServiceOrder]:
    """Accepted up to the end of the month and in no settlement that waits or stands."""
    settled = SettlementLine.objects.filter(settlement__state__in=OPEN_OR_APPROVED, order__provider=provider)
    orders = ServiceOrder.objects.filter(provider=provider, state=ServiceOrderState.ACCEPTED, accepted_on__lt=month.end)
    orders = orders.exclude(pk__in=settled.values("order")).select_related("estate").prefetch_related("lines__item")
    return list(orders.order_by("accepted_on", "pk"))


def providers_to_settle(month: Month) -> QuerySet[Provider]:
    """Those with an accepted order up to the end of the month that is in no settlement."""
    settled = SettlementLine.objects.filter(settlement__state__in=OPEN_OR_APPROVED).values("order")
    accepted = ServiceOrder.objects.filter(state=ServiceOrderState.ACCEPTED, accepted_on__lt=month.end).exclude(
        pk__in=settled
    )
    return Provider.objects.filter(pk__in=accepted.values("provider")).order_by("code")


def counted_lines(order: ServiceOrder) -> list[ServiceLine]:
    """Of the accepted round, from what was read with the order."""
    return [line for line in order.lines.all() if line.round == order.round]


def words_of(order: ServiceOrder) -> str:
    """`室内下水疏通 1 次 × 80.00、…`."""
    lines = counted_lines(order)
    parts = [f"{one.item.name} {plain(one.quantity)} {one.item.unit} × {one.unit_price.grouped()}" for one in lines]
    return "、".join(parts)[:300]


def by_estate(settlement: ProviderSettlement) -> dict[str, Yuan]:
    """What the company owes, by the estate's code."""
    found: dict[str, Yuan] = {}
    for line in lines_of_settlement(settlement):
        if line.payer == ServicePayer.COMPANY:
            code = line.order.estate.code
            found[code] = found.get(code, ZERO) + line.amount
    return found
