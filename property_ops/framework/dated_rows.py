"""Rows that hold from `start` on: until their own `end`, or until the next of them begins."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from property_ops.kernel.period import Period

Dated = TypeVar("Dated", bound=Model)


def in_force(rows: QuerySet[Any], *, on: date) -> QuerySet[Any]:
    """Those whose period `[start, end)` has the day in it; an open start or end is NULL."""
    return rows.filter(Q(start__isnull=True) | Q(start__lte=on), Q(end__isnull=True) | Q(end__gt=on))


def touching(rows: QuerySet[Any], days: Period) -> QuerySet[Any]:
    """Those whose period has one of the days in it; an open end is NULL."""
    return rows.filter(Q(end__isnull=True) | Q(end__gt=days.start), start__lt=days.end)


def version_on(rows: QuerySet[Dated], day: date) -> Dated | None:
    """Of versions without an end: the one that began last by that day."""
    return rows.filter(start__lte=day).order_by("-start").first()
