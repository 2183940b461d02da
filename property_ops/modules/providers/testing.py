"""Providers on the list, and orders as far as a test needs them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate
from property_ops.modules.providers.domain.states import StandingMove
from property_ops.modules.providers.models import (
    PaperKind,
    Provider,
    ScoreStandard,
    ServiceItem,
    ServiceOrder,
    ServicePayer,
    Trade,
)
from property_ops.modules.providers.services.agreements import (
    AgreementDraft,
    PricedItem,
    approve_agreement,
    approve_prices,
    prepare_agreement,
    prepare_prices,
)
from property_ops.modules.providers.services.doing import DoneItem, appoint, finish, take_offer
from property_ops.modules.providers.services.orders import WantedService, offer_order, order_service
from property_ops.modules.providers.services.register import ProviderEntry, add_paper, register_provider
from property_ops.modules.providers.services.standing import approve_standing, propose_standing

SAMPLE_STANDARD = dict(zip(ScoreStandard.FIGURES, (20, 20, 20, 20, 20, 12, 3, 70, 50), strict=True))
LONG_AGO, LONG_AFTER = date(2020, 1, 1), date(2039, 12, 31)


def item_called(name: str, *, trade: Trade = Trade.DRAINS, unit: str = "次") -> ServiceItem:
    made, _is_new = ServiceItem.objects.get_or_create(
        name=name, defaults={"code": name[:12], "trade": trade, "unit": unit}
    )
    return made


def candidate(name: str, *, trades: Sequence[Trade] = (Trade.DRAINS,), by: User | None = None) -> Provider:
    entry = ProviderEntry(name, [str(one) for one in trades], "联系人", "13800001234")
    return register_provider(entry=entry, by=by or _person("dispatcher"), on=LONG_AGO)


def listed(
    name: str,
    prices: Mapping[str, int],
    *,
    photo: bytes,
    trades: Sequence[Trade] = (Trade.DRAINS,),
    by: User | None = None,
) -> Provider:
    """With a licence, an agreement and prices (fen, by item) since ever, and on the list."""
    preparing, approving, now = by or _person("dispatcher"), _person("manager"), timezone.now()
    provider = candidate(name, trades=trades, by=preparing)
    add_paper(
        provider=provider, kind=PaperKind.LICENCE, number="91", valid_until=None, photo=photo, by=preparing, now=now
    )
    draft = AgreementDraft(f"HZ-{provider.code}", LONG_AGO, LONG_AFTER, "两小时内到场", "提前三十日通知")
    agreement = prepare_agreement(provider=provider, draft=draft, by=preparing, now=now)
    approve_agreement(agreement_id=agreement.pk, by=approving, now=now)
    rows = [PricedItem(item_called(item, trade=trades[0]), Yuan(fen)) for item, fen in prices.items()]
    price_list = prepare_prices(provider=provider, start=LONG_AGO, prices=rows, by=preparing, now=now)
    approve_prices(list_id=price_list.pk, by=approving, now=now)
    change = propose_standing(provider=provider, move=StandingMove.ADMIT, reason="资料齐全", by=preparing, now=now)
    approve_standing(change_id=change.pk, by=approving, now=now, today=timezone.localdate())
    return Provider.objects.get(pk=provider.pk)


def taken(
    estate: Estate,
    provider: Provider,
    *,
    payer: ServicePayer = ServicePayer.RESIDENT,
    now: datetime | None = None,
    by: User | None = None,
    **wanted: Any,
) -> ServiceOrder:
    """Ordered, offered, taken."""
    now, by = now or timezone.now(), by or _person("dispatcher")
    service = WantedService(Trade.DRAINS, payer, wanted.pop("wanted", "下水道堵了"), **wanted)
    order = order_service(estate=estate, service=service, by=by, now=now)
    (offer,) = offer_order(order=order, providers=[provider], by=by, now=now)
    return take_offer(offer=offer, provider=provider, now=now)


def done(
    order: ServiceOrder,
    item: str,
    *,
    photo: bytes,
    quantity: str = "1",
    price: int | None = None,
    now: datetime | None = None,
) -> ServiceOrder:
    """Appointed and reported as done."""
    now = now or timezone.now()
    provider = Provider.objects.get(pk=order.provider_id or 0)
    appoint(order=order, at=now + timedelta(hours=1), provider=provider, now=now)
    wanted = DoneItem(item_called(item), Decimal(quantity), None if price is None else Yuan(price))
    return finish(order=order, done=[wanted], photos=[photo], provider=provider, now=now)


def _person(role: str) -> User:
    made: Any = UserFactory(role=role)
    found: User = made
    return found
