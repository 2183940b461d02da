"""Service orders, for staff and for the provider who has them."""

from datetime import datetime

from django.db.models import F, Q, QuerySet, Sum

from property_ops.framework.models import User
from property_ops.framework.published import within
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Unit, visible_units
from property_ops.modules.providers.domain.states import OfferState, ServiceOrderState
from property_ops.modules.providers.models import (
    Provider,
    ProviderLink,
    ServiceComplaint,
    ServiceEvent,
    ServiceLine,
    ServiceOffer,
    ServiceOrder,
    ServicePhoto,
    SlipTranscription,
)
from property_ops.modules.requests.public import Request

OVERDUE_STATES = (ServiceOrderState.RECEIVED, ServiceOrderState.OFFERED)


def visible_orders(user: User) -> QuerySet[ServiceOrder]:
    orders = ServiceOrder.objects.visible_to(user).select_related("estate", "unit", "provider", "request", "ordered_by")
    return orders.order_by("-pk")


def could_report(order: ServiceOrder, user: User, *, until: datetime | None = None) -> bool:
    """Whether this person made a link of the order's provider that opened since it was ordered (rule 22)."""
    links = ProviderLink.objects.filter(provider=order.provider_id, made_by=user)
    if until is not None:
        links = links.filter(made_at__lte=until)
    return links.exclude(revoked_at__lt=order.ordered_at).exists()


def with_amount(orders: QuerySet[ServiceOrder]) -> QuerySet[ServiceOrder]:
    """And what the round that counts comes to."""
    return orders.annotate(amount=Sum("lines__amount", filter=Q(lines__round=F("round"))))


def find_orders(found: QuerySet[ServiceOrder], text: str) -> QuerySet[ServiceOrder]:
    return found.filter(Q(number__icontains=text) | Q(wanted__icontains=text) | Q(provider__name__icontains=text))


def lines_of(order: ServiceOrder) -> list[ServiceLine]:
    """Of the round that counts."""
    return list(order.lines.filter(round=order.round).select_related("item").order_by("pk"))


def total_of(order: ServiceOrder) -> Yuan:
    return sum((line.amount for line in lines_of(order)), ZERO)


def photos_of(order: ServiceOrder) -> QuerySet[ServicePhoto]:
    return order.photos.select_related("picture").order_by("round", "pk")


def events_of(order: ServiceOrder) -> QuerySet[ServiceEvent]:
    return order.events.select_related("by", "provider").order_by("pk")


def offers_of(order: ServiceOrder) -> QuerySet[ServiceOffer]:
    return order.offers.select_related("provider", "offered_by").order_by("-pk")


def visible_photos(user: User) -> QuerySet[ServicePhoto]:
    return ServicePhoto.objects.visible_to(user).select_related("picture")


def visible_slips(user: User) -> QuerySet[SlipTranscription]:
    slips = SlipTranscription.objects.visible_to(user)
    return slips.select_related("order__estate", "order__provider", "picture", "prepared_by", "decided_by")


def visible_complaints(user: User) -> QuerySet[ServiceComplaint]:
    complaints = ServiceComplaint.objects.visible_to(user)
    return complaints.select_related("order__estate", "order__provider", "prepared_by", "decided_by")


def orders_of_request(user: User, request: Request) -> QuerySet[ServiceOrder]:
    return visible_orders(user).filter(request=request)


def unit_coded(user: User, code: str) -> Unit | None:
    return visible_units(user).filter(code=code.strip().upper()).first()


def offers_for(provider: Provider, now: datetime) -> QuerySet[ServiceOffer]:
    """What the provider may still take, the most urgent first; nobody else's."""
    offers = ServiceOffer.objects.filter(provider=provider, state=OfferState.OPEN, answer_by__gte=now)
    return offers.select_related("order__estate").order_by("answer_by", "pk")


def orders_for(provider: Provider) -> QuerySet[ServiceOrder]:
    """What the provider has taken, and no other order."""
    return with_amount(ServiceOrder.objects.filter(provider=provider).select_related("estate", "unit")).order_by("-pk")


def unanswered(user: User, now: datetime) -> QuerySet[ServiceOrder]:
    """Orders that nobody has taken, and of which no offer is open any more."""
    open_ones = ServiceOffer.objects.filter(state=OfferState.OPEN, answer_by__gte=now).values("order")
    return visible_orders(user).filter(state__in=OVERDUE_STATES).exclude(pk__in=open_ones)


def accepted_in(period: Period) -> QuerySet[ServiceOrder]:
    """Of all estates."""
    found = ServiceOrder.objects.filter(within("accepted_on", period), state=ServiceOrderState.ACCEPTED)
    return found.select_related("estate", "provider")
