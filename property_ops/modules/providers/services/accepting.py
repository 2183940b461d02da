"""A service is accepted by whoever pays for it: the resident by link or signed slip, the company by another person."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.kernel.canonical import digest_of
from property_ops.kernel.writing import within
from property_ops.modules.providers.domain.errors import (
    ChangedMeanwhile,
    CompanyPays,
    NotRated,
    OwnOrder,
    ResidentPays,
    SaidWithoutName,
    SentBackWithoutWords,
    SlipOfAnotherDay,
    SlipWaits,
)
from property_ops.modules.providers.domain.states import ORDER_MOVES, ServiceOrderMove, ServiceOrderState
from property_ops.modules.providers.models import (
    AcceptedBy,
    ServiceAcceptance,
    ServiceOrder,
    ServicePayer,
    SlipTranscription,
)
from property_ops.modules.providers.selectors.orders import lines_of
from property_ops.modules.providers.services.links import order_at, refuse_who_could_report
from property_ops.modules.providers.services.orders import locked, note, step
from property_ops.modules.providers.services.standing import ORDER


@dataclass(frozen=True, slots=True)
class ServiceRating:
    """What somebody says who accepts: one to five stars."""

    person: str
    stars: int
    remark: str = ""

    def checked(self) -> "ServiceRating":
        """Raises NotRated, SaidWithoutName."""
        person = within(self.person, most=40)
        if not 1 <= self.stars <= 5:
            raise NotRated()
        if not person:
            raise SaidWithoutName()
        return ServiceRating(person, self.stars, within(self.remark, most=200))


def seen_of(order: ServiceOrder) -> str:
    """Stands for what a page showed of the order: nobody accepts what changed meanwhile."""
    lines = [[line.item_id, str(line.quantity), line.amount.fen] for line in lines_of(order)]
    return digest_of([order.number, order.round, order.state, lines])[:16]


@transaction.atomic
def accept_by_link(*, token: str, seen: str, rating: ServiceRating, network: str, now: datetime) -> ServiceOrder:
    """Raises LinkNotFound, LinkExpired, LinkRevoked, ChangedMeanwhile, NotRated, SaidWithoutName, IllegalMove."""
    order = _seen(token, seen, now)
    _accept(order, AcceptedBy.LINK, rating.checked(), on=timezone.localdate(now), now=now, network=network)
    return order


@transaction.atomic
def send_back_by_link(*, token: str, seen: str, words: str, now: datetime) -> ServiceOrder:
    """It is done again, in a new round, and what the first one cost is not charged.

    Raises LinkNotFound, LinkExpired, LinkRevoked, ChangedMeanwhile, SentBackWithoutWords, IllegalMove.
    """
    return _send_back(_seen(token, seen, now), words, None, now)


@transaction.atomic
def accept_for_company(*, order: ServiceOrder, rating: ServiceRating, by: User, now: datetime) -> ServiceOrder:
    """By another person than ordered it, or could report it by the provider's link.

    Raises NotAllowed, ResidentPays, OwnOrder, HasProvidersLink, NotRated, IllegalMove.
    """
    order = _of_company(order, by)
    if order.ordered_by_id == by.pk:
        raise OwnOrder(user=str(by))
    refuse_who_could_report(order, by)
    _accept(order, AcceptedBy.STAFF, rating.checked(), on=timezone.localdate(now), now=now, by=by)
    return order


@transaction.atomic
def send_back_for_company(*, order: ServiceOrder, words: str, by: User, now: datetime) -> ServiceOrder:
    """Raises NotAllowed, ResidentPays, SentBackWithoutWords, IllegalMove."""
    return _send_back(_of_company(order, by), words, by, now)


def transcribe_slip(
    *, order: ServiceOrder, rating: ServiceRating, on: date, photo: bytes, by: User, now: datetime
) -> SlipTranscription:
    """The resident signed on paper: it counts once another person has compared it (docs/product.md rule 22).

    Raises NotAllowed, CompanyPays, HasProvidersLink, NotRated, SaidWithoutName, SlipWaits, SlipOfAnotherDay,
    IllegalMove, PictureRefused.
    """
    require(by, ORDER, order)
    said, picture = rating.checked(), keep(photo, now=now)
    with transaction.atomic():
        order = locked(order)
        if order.payer != ServicePayer.RESIDENT:
            raise CompanyPays()
        refuse_who_could_report(order, by)
        ORDER_MOVES.after(ServiceOrderState(order.state), ServiceOrderMove.ACCEPT, thing=order.number)
        if order.slips.filter(round=order.round, state="waiting").exists():
            raise SlipWaits()
        if order.done_on is not None and not order.done_on <= on <= timezone.localdate(now):
            raise SlipOfAnotherDay(done=order.done_on)
        made = SlipTranscription.objects.create(
            order=order,
            round=order.round,
            person=said.person,
            on=on,
            stars=said.stars,
            remark=said.remark,
            picture=picture,
            prepared_by=by,
            prepared_at=now,
        )
        audit.record(by=by, action="providers.slip_transcribed", subject=order.number)
    return made


def approve_slip(*, slip_id: int, by: User, now: datetime) -> SlipTranscription:
    """Raises NotAllowed, AlreadyDecided, SamePerson, ChangedMeanwhile, HasProvidersLink, IllegalMove."""
    with approving(SlipTranscription, slip_id, by=by, now=now) as slip:
        order = locked(slip.order)
        if order.round != slip.round:
            raise ChangedMeanwhile()
        refuse_who_could_report(order, by)
        rating = ServiceRating(slip.person, slip.stars, slip.remark)
        _accept(order, AcceptedBy.SLIP, rating, on=slip.on, now=now, by=by)
    return slip


def _seen(token: str, seen: str, now: datetime) -> ServiceOrder:
    order = locked(order_at(token, today=timezone.localdate(now)))
    if seen != seen_of(order):
        raise ChangedMeanwhile()
    return order


def _of_company(order: ServiceOrder, by: User) -> ServiceOrder:
    require(by, ORDER, order)
    order = locked(order)
    if order.payer != ServicePayer.COMPANY:
        raise ResidentPays()
    return order


def _accept(
    order: ServiceOrder,
    manner: AcceptedBy,
    rating: ServiceRating,
    *,
    on: date,
    now: datetime,
    by: User | None = None,
    network: str = "",
) -> None:
    """An acceptance that is dated before the service was done counts from that day."""
    day = max(on, order.done_on or on)
    step(order, ServiceOrderMove.ACCEPT, accepted_on=day)
    ServiceAcceptance.objects.create(
        order=order,
        round=order.round,
        manner=manner,
        person=rating.person,
        stars=rating.stars,
        remark=rating.remark,
        by=by,
        network=network,
        on=day,
        at=now,
    )
    note(order, ServiceOrderMove.ACCEPT, now=now, by=by, words="★" * rating.stars)


def _send_back(order: ServiceOrder, words: str, by: User | None, now: datetime) -> ServiceOrder:
    words = within(words, most=200)
    if not words:
        raise SentBackWithoutWords()
    step(order, ServiceOrderMove.SEND_BACK, round=order.round + 1, done_on=None, appointed_at=None)
    note(order, ServiceOrderMove.SEND_BACK, now=now, by=by, words=words)
    return order
