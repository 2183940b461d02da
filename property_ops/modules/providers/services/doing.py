"""What a provider does through its own link: take an offer, appoint, report what was done. Each sees only its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from property_ops.framework.pictures.store import keep
from property_ops.kernel.errors import refuse_twice
from property_ops.kernel.money import Yuan
from property_ops.kernel.writing import with_reason, within
from property_ops.modules.providers.domain.errors import (
    AbovePublished,
    AppointedInThePast,
    NothingDone,
    NotPublished,
    OfferOver,
    OfferTakenByAnother,
    ServiceNeedsPhoto,
)
from property_ops.modules.providers.domain.pricing import amount_of
from property_ops.modules.providers.domain.states import (
    OfferMove,
    OfferState,
    ServiceOrderMove,
)
from property_ops.modules.providers.models import (
    Provider,
    ServiceItem,
    ServiceLine,
    ServiceOffer,
    ServiceOrder,
    ServicePhoto,
)
from property_ops.modules.providers.selectors.prices import published
from property_ops.modules.providers.services.orders import (
    close_offer,
    close_offers,
    locked,
    note,
    refuse_unfit,
    step,
)


@dataclass(frozen=True, slots=True)
class DoneItem:
    """What was done of an item; without a price of its own it costs the published one."""

    item: ServiceItem
    quantity: Decimal
    unit_price: Yuan | None = None


@transaction.atomic
def take_offer(*, offer: ServiceOffer, provider: Provider, now: datetime) -> ServiceOrder:
    """The order is the provider's; offers to others are over.

    Raises OfferTakenByAnother, OfferOver, GetsNoOffers, NotOfTheTrade, NoAgreementInForce, LicenceMissing, IllegalMove.
    """
    order = locked(offer.order)
    mine = _own_offer(offer, provider, now)
    refuse_unfit(order, Provider.objects.select_for_update().get(pk=provider.pk), now)
    close_offer(mine, OfferMove.TAKE, now=now)
    close_offers(order, (OfferState.OPEN,), now=now)
    step(order, ServiceOrderMove.TAKE, provider=provider)
    note(order, ServiceOrderMove.TAKE, now=now, provider=provider)
    return order


@transaction.atomic
def decline_offer(*, offer: ServiceOffer, provider: Provider, words: str, now: datetime) -> ServiceOffer:
    """Raises OfferTakenByAnother, OfferOver."""
    locked(offer.order)
    mine = _own_offer(offer, provider, now)
    close_offer(mine, OfferMove.DECLINE, now=now, words=within(words, most=100))
    return mine


@transaction.atomic
def give_up(*, order: ServiceOrder, provider: Provider, words: str, now: datetime) -> ServiceOrder:
    """The office must offer it anew. Raises ReasonMissing, OfferTakenByAnother, IllegalMove."""
    order = _own(order, provider)
    words = with_reason(words, most=100)
    step(order, ServiceOrderMove.GIVE_UP, provider=None, appointed_at=None, promised_on=None)
    for offer in order.offers.filter(provider=provider, state=OfferState.TAKEN):
        close_offer(offer, OfferMove.GIVE_UP, now=now, words=words)
    note(order, ServiceOrderMove.GIVE_UP, now=now, provider=provider, words=words)
    return order


@transaction.atomic
def appoint(*, order: ServiceOrder, at: datetime, provider: Provider, now: datetime) -> ServiceOrder:
    """The day first promised is kept: by it the score tells what was on time.

    Raises AppointedInThePast, OfferTakenByAnother, IllegalMove.
    """
    order = _own(order, provider)
    if at < now:
        raise AppointedInThePast()
    step(order, ServiceOrderMove.APPOINT, appointed_at=at, promised_on=order.promised_on or timezone.localdate(at))
    note(order, ServiceOrderMove.APPOINT, now=now, provider=provider, words=f"{timezone.localtime(at):%m-%d %H:%M}")
    return order


def finish(
    *, order: ServiceOrder, done: Sequence[DoneItem], photos: Sequence[bytes], provider: Provider, now: datetime
) -> ServiceOrder:
    """Reported as done, with photos, and what it costs by the prices published for today.

    Raises NothingDone, ServiceNeedsPhoto, NotPublished, AbovePublished, OfferTakenByAnother, IllegalMove,
    PictureRefused.
    """
    if not done:
        raise NothingDone()
    if not photos:
        raise ServiceNeedsPhoto()
    refuse_twice(one.item for one in done)
    pictures = dict.fromkeys(keep(data, now=now) for data in photos)
    today = timezone.localdate(now)
    with transaction.atomic():
        order = _own(order, provider)
        step(order, ServiceOrderMove.FINISH, done_on=today)
        lines = [_line(order, one, provider, today) for one in done]
        for line in lines:
            line.save()
        for picture in pictures:
            ServicePhoto.objects.create(order=order, round=order.round, picture=picture)
        note(order, ServiceOrderMove.FINISH, now=now, provider=provider)
    return order


def _line(order: ServiceOrder, done: DoneItem, provider: Provider, today: date) -> ServiceLine:
    price = published(provider, today).get(done.item.pk)
    if price is None:
        raise NotPublished(item=done.item.name, day=today)
    asked = price.price if done.unit_price is None else done.unit_price
    if asked > price.price:
        raise AbovePublished(item=done.item.name, asked=asked, published=price.price)
    return ServiceLine(
        order=order,
        round=order.round,
        item=done.item,
        day=today,
        quantity=done.quantity,
        unit_price=asked,
        amount=amount_of(done.quantity, asked),
    )


def _own_offer(offer: ServiceOffer, provider: Provider, now: datetime) -> ServiceOffer:
    mine = ServiceOffer.objects.select_for_update(of=("self",)).select_related("order").get(pk=offer.pk)
    if mine.provider_id != provider.pk or mine.state != OfferState.OPEN:
        raise OfferTakenByAnother()
    if now > mine.answer_by:
        raise OfferOver(until=timezone.localtime(mine.answer_by).strftime("%m-%d %H:%M"))
    return mine


def _own(order: ServiceOrder, provider: Provider) -> ServiceOrder:
    found = locked(order)
    if found.provider_id != provider.pk:
        raise OfferTakenByAnother()
    return found
