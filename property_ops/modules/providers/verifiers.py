"""What `property-ops verify` asks of providers: settlements are their accepted orders, nothing above its price."""

from collections.abc import Iterator

from property_ops.framework.checks import Check, Difference
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop
from property_ops.modules.providers.domain.pricing import amount_of
from property_ops.modules.providers.domain.states import ServiceOrderState
from property_ops.modules.providers.models import (
    AcceptedBy,
    PriceList,
    ProviderSettlement,
    PublishedPrice,
    ServiceAcceptance,
    ServiceLine,
    ServiceOrder,
    SettlementLine,
)
from property_ops.modules.providers.models.agreement import OPEN_OR_APPROVED
from property_ops.modules.providers.selectors.orders import could_report


def verify() -> Iterator[Check]:
    settlements = list(ProviderSettlement.objects.filter(state__in=OPEN_OR_APPROVED).order_by("pk"))
    yield Check(
        gettext_noop("Every settlement with a provider is its accepted orders, each once"),
        {gettext_noop("settlements"): len(settlements)},
        tuple(_other_than_their_orders(settlements)),
    )
    lines = list(ServiceLine.objects.select_related("order", "item").order_by("pk"))
    yield Check(
        gettext_noop("No service costs more than the price published for its day"),
        {gettext_noop("lines of services"): len(lines)},
        tuple(_above_published(lines)),
    )
    yield Check(
        gettext_noop("Every accepted service has its acceptance"),
        {gettext_noop("accepted services"): ServiceOrder.objects.filter(state=ServiceOrderState.ACCEPTED).count()},
        (*_without_acceptance(), *_accepted_by_who_reported()),
    )


def _other_than_their_orders(settlements: list[ProviderSettlement]) -> Iterator[Difference]:
    amounts = _amounts_of_orders()
    seen: dict[int, str] = {}
    for settlement in settlements:
        sums: dict[str, Yuan] = {}
        lines = SettlementLine.objects.filter(settlement=settlement).select_related("order").order_by("pk")
        for line in lines:
            sums[line.payer] = sums.get(line.payer, ZERO) + line.amount
            order = line.order
            right = amounts.get((order.pk, order.round), ZERO)
            is_theirs = order.state == ServiceOrderState.ACCEPTED and order.provider_id == settlement.provider_id
            if not is_theirs or line.amount != right or line.payer != order.payer:
                says = gettext_noop("%(settlement)s: %(order)s stands with %(amount)s, accepted are %(right)s")
                facts = {"amount": str(line.amount), "right": str(right) if is_theirs else "0.00"}
                yield Difference(says, {"settlement": str(settlement), "order": order.number, **facts})
            if order.pk in seen:
                says = gettext_noop("%(order)s is settled twice: in %(one)s and %(other)s")
                yield Difference(says, {"order": order.number, "one": seen[order.pk], "other": str(settlement)})
            seen[order.pk] = str(settlement)
        if (settlement.payable, settlement.by_residents) != (sums.get("company", ZERO), sums.get("resident", ZERO)):
            says = gettext_noop("%(settlement)s says %(payable)s payable, its orders come to %(right)s")
            facts = {"payable": str(settlement.payable), "right": str(sums.get("company", ZERO))}
            yield Difference(says, {"settlement": str(settlement), **facts})


def _amounts_of_orders() -> dict[tuple[int, int], Yuan]:
    found: dict[tuple[int, int], Yuan] = {}
    for order, round_, amount in ServiceLine.objects.values_list("order", "round", "amount"):
        found[order, round_] = found.get((order, round_), ZERO) + amount
    return found


def _above_published(lines: list[ServiceLine]) -> Iterator[Difference]:
    lists: dict[int, list[PriceList]] = {}
    for one in PriceList.objects.filter(PriceList.STANDS).order_by("-start"):
        lists.setdefault(one.provider_id, []).append(one)
    prices = {(one.price_list_id, one.item_id): one.price for one in PublishedPrice.objects.all()}
    for line in lines:
        of_provider = lists.get(line.order.provider_id or 0, [])
        in_force = next((one for one in of_provider if one.start <= line.day), None)
        published = prices.get((in_force.pk, line.item_id)) if in_force else None
        is_right = line.amount == amount_of(line.quantity, line.unit_price)
        if published is None or line.unit_price > published or not is_right:
            yield Difference(
                gettext_noop("%(order)s: %(item)s at %(price)s comes to %(amount)s, published were %(published)s"),
                {
                    "order": line.order.number,
                    "item": line.item.name,
                    "price": str(line.unit_price),
                    "amount": str(line.amount),
                    "published": str(published) if published is not None else "—",
                },
            )


def _without_acceptance() -> Iterator[Difference]:
    given = ServiceAcceptance.objects.values("order")
    for order in ServiceOrder.objects.filter(state=ServiceOrderState.ACCEPTED).exclude(pk__in=given):
        yield Difference(gettext_noop("%(order)s was accepted by nobody"), {"order": order.number})


def _accepted_by_who_reported() -> Iterator[Difference]:
    """For the company by who ordered it, or by staff who could report it themselves (rule 22)."""
    given = ServiceAcceptance.objects.exclude(by=None).select_related("order", "by").order_by("pk")
    for one in given:
        is_own = one.manner == AcceptedBy.STAFF and one.by_id == one.order.ordered_by_id
        if one.by and (is_own or could_report(one.order, one.by, until=one.at)):
            yield Difference(
                gettext_noop("%(order)s was accepted by who ordered it, or could report it by the provider's link"),
                {"order": one.order.number},
            )
