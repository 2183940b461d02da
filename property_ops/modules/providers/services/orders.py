"""What the office does with a service order: take it down, offer it, cancel it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import clean, with_reason
from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.providers.domain.errors import (
    GetsNoOffers,
    LicenceMissing,
    NoAgreementInForce,
    NobodyToOffer,
    NotOfTheTrade,
    OfferedAlready,
    ServiceElsewhere,
)
from property_ops.modules.providers.domain.states import (
    GETS_OFFERS,
    OFFER_MOVES,
    ORDER_MOVES,
    OfferMove,
    OfferState,
    ProviderStanding,
    ServiceOrderMove,
    ServiceOrderState,
)
from property_ops.modules.providers.models import (
    Provider,
    ServiceEvent,
    ServiceOffer,
    ServiceOrder,
    ServicePayer,
    Trade,
)
from property_ops.modules.providers.models.provider import STANDING_WORDS
from property_ops.modules.providers.selectors.prices import agreements_on
from property_ops.modules.providers.selectors.register import has_licence
from property_ops.modules.providers.services.standing import ORDER
from property_ops.modules.requests.public import Request

ANSWER_WITHIN = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class WantedService:
    """A service as it is ordered; `contact` and `phone` are the resident's."""

    trade: Trade
    payer: ServicePayer
    wanted: str
    place: str = ""
    suits: str = ""
    unit: Unit | None = None
    contact: str = ""
    phone: str = ""
    request: Request | None = None


@transaction.atomic
def order_service(*, estate: Estate, service: WantedService, by: User, now: datetime) -> ServiceOrder:
    """Number it and write it down. Raises NotAllowed, ReasonMissing, ServiceElsewhere."""
    require(by, ORDER, estate)
    for thing in (service.unit, service.request):
        if thing is not None and thing.estate_id != estate.pk:
            raise ServiceElsewhere(unit=str(thing), estate=estate.name)
    order = ServiceOrder.objects.create(
        number=ServiceOrder.series.next(timezone.localdate(now).year),
        estate=estate,
        unit=service.unit,
        request=service.request,
        trade=service.trade,
        payer=service.payer,
        wanted=with_reason(service.wanted, most=300),
        place=clean(service.place),
        suits=clean(service.suits),
        contact=clean(service.contact),
        phone=clean(service.phone),
        ordered_by=by,
        ordered_at=now,
    )
    audit.record(by=by, action="providers.ordered", subject=order.number, trade=str(service.trade))
    return order


@transaction.atomic
def offer_order(
    *, order: ServiceOrder, providers: Collection[Provider], by: User, now: datetime, answer_by: datetime | None = None
) -> list[ServiceOffer]:
    """To one or several; who takes it first has it.

    Raises NotAllowed, NobodyToOffer, IllegalMove, GetsNoOffers, NotOfTheTrade, NoAgreementInForce, LicenceMissing,
    OfferedAlready.
    """
    require(by, ORDER, order)
    if not providers:
        raise NobodyToOffer()
    order = locked(order)
    step(order, ServiceOrderMove.OFFER)
    wanted = [one.pk for one in providers]
    made = []
    for provider in Provider.objects.select_for_update().filter(pk__in=wanted).order_by("pk"):
        refuse_unfit(order, provider, now)
        if order.offers.filter(provider=provider, state=OfferState.OPEN).exists():
            raise OfferedAlready(provider=provider.name)
        made.append(
            ServiceOffer.objects.create(
                order=order,
                provider=provider,
                offered_by=by,
                offered_at=now,
                answer_by=answer_by or now + ANSWER_WITHIN,
            )
        )
    note(order, ServiceOrderMove.OFFER, now=now, by=by, words="、".join(one.provider.name for one in made))
    return made


@transaction.atomic
def cancel_order(*, order: ServiceOrder, reason: str, by: User, now: datetime) -> ServiceOrder:
    """Raises NotAllowed, ReasonMissing, IllegalMove."""
    require(by, ORDER, order)
    order = locked(order)
    reason = with_reason(reason, most=100)
    close_offers(order, (OfferState.OPEN, OfferState.TAKEN), now=now)
    step(order, ServiceOrderMove.CANCEL, cancelled_because=reason)
    note(order, ServiceOrderMove.CANCEL, now=now, by=by, words=reason)
    return order


def locked(order: ServiceOrder) -> ServiceOrder:
    found: ServiceOrder = (
        ServiceOrder.objects.select_for_update(of=("self",))
        .select_related("estate", "provider", "unit")
        .get(pk=order.pk)
    )
    return found


def step(order: ServiceOrder, move: ServiceOrderMove, **values: Any) -> None:
    """Move the locked order and save it. Raises IllegalMove."""
    order.state = ORDER_MOVES.after(ServiceOrderState(order.state), move, thing=order.number).value
    for name, value in values.items():
        setattr(order, name, value)
    order.save()


def note(
    order: ServiceOrder,
    move: ServiceOrderMove,
    *,
    now: datetime,
    by: User | None = None,
    provider: Provider | None = None,
    words: str = "",
) -> None:
    """What was done, by whom."""
    ServiceEvent.objects.create(order=order, move=move, at=now, by=by, provider=provider, words=words)
    audit.record(
        by=by,
        action="providers.moved",
        subject=order.number,
        move=str(move),
        **({"provider": provider.code} if provider else {}),
    )


def close_offers(order: ServiceOrder, states: Collection[OfferState], *, now: datetime) -> None:
    """Nobody else may take it any more."""
    for offer in order.offers.select_for_update().filter(state__in=states):
        close_offer(offer, OfferMove.WITHDRAW, now=now)


def close_offer(offer: ServiceOffer, move: OfferMove, *, now: datetime, words: str = "") -> None:
    """Raises IllegalMove."""
    offer.state = OFFER_MOVES.after(OfferState(offer.state), move, thing=offer.order.number).value
    offer.closed_at = now
    offer.words = words or offer.words
    offer.save()


def refuse_unfit(order: ServiceOrder, provider: Provider, now: datetime) -> None:
    """Who may be offered an order, and take it when its hour comes: papers lapse in between.

    Raises GetsNoOffers, NotOfTheTrade, NoAgreementInForce, LicenceMissing.
    """
    day = timezone.localdate(now)
    if provider.standing not in GETS_OFFERS:
        raise GetsNoOffers(
            provider=provider.name, standing=str(dict(STANDING_WORDS)[ProviderStanding(provider.standing)])
        )
    if not provider.trades.filter(trade=order.trade).exists():
        raise NotOfTheTrade(provider=provider.name)
    if not agreements_on(day, order.estate).filter(provider=provider).exists():
        raise NoAgreementInForce(provider=provider.name, estate=order.estate.name, day=day)
    if not has_licence(provider, day):
        raise LicenceMissing(provider=provider.name, day=day)
