"""Reading webhooks and their deliveries."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from property_ops.framework.models import User
from property_ops.modules.webhooks.domain.states import DeliveryState
from property_ops.modules.webhooks.models import Delivery, Webhook

VIEW, CHANGE = "webhooks.view", "webhooks.change"
_WAITS = Q(state=DeliveryState.WAITING.value)


def visible_webhooks(user: User) -> QuerySet[Any]:
    """With how many deliveries are `waiting`, and how many `dead`."""
    counted = {
        "waiting": Count("deliveries", filter=Q(deliveries__state=DeliveryState.WAITING.value)),
        "dead": Count("deliveries", filter=Q(deliveries__state=DeliveryState.DEAD.value)),
    }
    return Webhook.objects.visible_to(user).select_related("estate", "made_by").annotate(**counted)


def visible_deliveries(user: User) -> QuerySet[Delivery]:
    return Delivery.objects.visible_to(user).select_related("webhook")


def wanting(kind: str) -> list[Webhook]:
    """The webhooks in use that tell of it. There are few: they are looked through here, on either database."""
    return [one for one in Webhook.objects.filter(active=True).select_related("estate") if kind in one.kinds]


def due(webhook: Webhook, now: datetime) -> QuerySet[Delivery]:
    """What may go now: of each subject the oldest that waits, once its pause is over."""
    earlier = Delivery.objects.filter(_WAITS, webhook=webhook, subject=OuterRef("subject"), pk__lt=OuterRef("pk"))
    return Delivery.objects.filter(_WAITS, ~Exists(earlier), webhook=webhook, next_at__lte=now).order_by("pk")


def webhooks_due(now: datetime) -> QuerySet[Webhook]:
    waiting = Delivery.objects.filter(_WAITS, webhook=OuterRef("pk"), next_at__lte=now)
    return Webhook.objects.filter(Exists(waiting), active=True)


def dead_count() -> int:
    """Of webhooks in use."""
    return Delivery.objects.filter(state=DeliveryState.DEAD.value, webhook__active=True).count()
