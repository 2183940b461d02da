"""A new request: its number, without gaps in its year, and its clocks."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from property_ops.modules.requests.models import Request
from property_ops.modules.requests.selectors.clocks import clocks_of, end_of


def new_request(
    *, topic: str, received_on: date, since: datetime, due_on: date | None = None, **values: Any
) -> Request:
    """Written down within the caller's transaction; a `due_on` of its own counts before the kind's."""
    clocks = clocks_of(topic, since=since)
    finish_by = clocks.finish_by if due_on is None else end_of(due_on)
    return Request.objects.create(
        number=Request.series.next(received_on.year),
        topic=topic,
        received_on=received_on,
        urgency=clocks.urgency.value,
        answer_by=min(clocks.answer_by, finish_by),
        finish_by=finish_by,
        due_on=due_on or clocks.due_on,
        **values,
    )


def clocks_anew(topic: str, *, since: datetime) -> dict[str, Any]:
    """What is written of the clocks when a request is taken up again."""
    clocks = clocks_of(topic, since=since)
    return {"answer_by": clocks.answer_by, "finish_by": clocks.finish_by, "due_on": clocks.due_on}


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
