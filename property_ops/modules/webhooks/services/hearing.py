"""Of slot `event_listeners`: what happened is written down for each webhook that wants it, in the same transaction."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from property_ops.framework.bulk import slices
from property_ops.framework.events import Event
from property_ops.modules.webhooks.models import Delivery, Webhook
from property_ops.modules.webhooks.selectors import wanting

CHUNK = 1000


class WebhookListener:
    def wants(self, kind: str) -> bool:
        return bool(wanting(kind))

    def hear(self, kind: str, events: Sequence[Event]) -> None:
        from property_ops.modules.webhooks.tasks import deliver

        now = timezone.now()
        for webhook in wanting(kind):
            code = webhook.estate.code if webhook.estate else None
            told = [one for one in events if code is None or one.estate == code]
            for some in slices(told, CHUNK):
                Delivery.objects.bulk_create(_delivery(webhook, kind, one, now) for one in some)
            if told:
                transaction.on_commit(lambda pk=webhook.pk: deliver.enqueue(pk))  # type: ignore[misc]


LISTENER = WebhookListener()


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
