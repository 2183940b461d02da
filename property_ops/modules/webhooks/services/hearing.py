"""What happened is written down for each webhook that wants it, in the transaction of what did it."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from property_ops.framework.bulk import slices
from property_ops.framework.events import Event
from property_ops.modules.webhooks.models import Delivery, Webhook
from property_ops.modules.webhooks.selectors import wanting

CHUNK = 1000


def write_down(kind: str, events: Sequence[Event]) -> list[int]:
    """What happened, for each webhook that wants it: the keys of those that have something to tell now."""
    now = timezone.now()
    asked = []
    for webhook in wanting(kind):
        code = webhook.estate.code if webhook.estate else None
        told = [one for one in events if code is None or one.estate == code]
        for some in slices(told, CHUNK):
            Delivery.objects.bulk_create(_delivery(webhook, kind, one, now) for one in some)
        if told:
            asked.append(webhook.pk)
    return asked


def _delivery(webhook: Webhook, kind: str, event: Event, now: datetime) -> Delivery:
    content = {
        "type": kind,
        "timestamp": now.isoformat(timespec="seconds"),
        "subject": event.subject,
        "estate": event.estate,
        "data": dict(event.facts),
    }
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Delivery(webhook=webhook, kind=kind, subject=event.subject, body=body, at=now, next_at=now)
