"""Delivering: one after the other of each subject, later and later where it is not taken, and given up at last."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from property_ops.framework import audit
from property_ops.framework.locking import process_lock
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.webhooks.domain.errors import NotTaken, SecretUnreadable, StillWaits
from property_ops.modules.webhooks.domain.signing import headers
from property_ops.modules.webhooks.domain.states import MOVES, DeliveryMove, DeliveryState, pause_after
from property_ops.modules.webhooks.models import Delivery, Webhook
from property_ops.modules.webhooks.models.webhook import LONGEST_FAILURE
from property_ops.modules.webhooks.selectors import CHANGE, due
from property_ops.modules.webhooks.services.webhooks import secret_of

AT_ONCE = 200
"""In one run, so that others get their turn."""

KEPT_FOR = timedelta(days=90)
"""What was delivered; what was not stays."""

Ask = Callable[[int], object]
"""Asks for the delivery of a webhook, by its key, in the background."""


def deliver_due(*, webhook_id: int, now: datetime) -> int:
    """How many were tried. One process at a time for each webhook; safe to run twice."""
    with process_lock(f"webhook-{webhook_id}"):
        tried = 0
        while tried < AT_ONCE:
            webhook = Webhook.objects.filter(pk=webhook_id, active=True).first()
            some = list(due(webhook, now)[: AT_ONCE - tried]) if webhook else []
            if webhook is None or not some:
                break
            for delivery in some:
                _try(webhook, delivery, now)
            tried += len(some)
    return tried


@transaction.atomic
def replay(*, delivery: Delivery, by: User, now: datetime, ask: Ask) -> None:
    """Send it again, whatever became of it, under the same id. Raises NotAllowed, StillWaits."""
    require(by, CHANGE)
    locked = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if locked.state == DeliveryState.WAITING:
        raise StillWaits
    _replayed(locked, now)
    audit.record(by=by, action="webhooks.replayed", subject=delivery.webhook.name, delivery=delivery.pk)
    transaction.on_commit(lambda: ask(delivery.webhook_id))


@transaction.atomic
def replay_dead(*, webhook: Webhook, by: User, now: datetime, ask: Ask) -> int:
    """All that was given up; how many. Raises NotAllowed."""
    require(by, CHANGE)
    dead = list(webhook.deliveries.select_for_update().filter(state=DeliveryState.DEAD.value).order_by("pk"))
    for one in dead:
        _replayed(one, now)
    audit.record(by=by, action="webhooks.replayed", subject=webhook.name, count=len(dead))
    transaction.on_commit(lambda: ask(webhook.pk))
    return len(dead)


def delivered_long_ago(now: datetime) -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=DeliveryState.DELIVERED.value, tried_at__lt=now - KEPT_FOR)


def _replayed(delivery: Delivery, now: datetime) -> None:
    delivery.state = MOVES.after(DeliveryState(delivery.state), DeliveryMove.REPLAY, thing=str(delivery)).value
    delivery.attempts, delivery.next_at, delivery.failure = 0, now, ""
    delivery.save()


def _try(webhook: Webhook, delivery: Delivery, now: datetime) -> None:
    """No transaction is open while the other side is waited for."""
    from property_ops.modules.webhooks.connector.posting import post  # slow to import: only who sends pays for it

    body = delivery.body.encode()
    failure = ""
    try:
        signed = headers(secret_of(webhook), message_id=delivery.message_id, moment=int(now.timestamp()), body=body)
        post(webhook.address, body, signed)
    except NotTaken as error:
        failure = str(error.data["reason"])
    except SecretUnreadable as error:
        failure = error.code
    _note(delivery, failure, now)


def _note(delivery: Delivery, failure: str, now: datetime) -> None:
    delivery.attempts, delivery.tried_at, delivery.failure = delivery.attempts + 1, now, failure[:LONGEST_FAILURE]
    pause = pause_after(delivery.attempts) if failure else None
    move = DeliveryMove.ARRIVE if not failure else DeliveryMove.FAIL if pause else DeliveryMove.GIVE_UP
    delivery.state = MOVES.after(DeliveryState(delivery.state), move, thing=str(delivery)).value
    delivery.next_at = now + pause if pause else delivery.next_at
    delivery.save(update_fields=["attempts", "tried_at", "failure", "state", "next_at"])
