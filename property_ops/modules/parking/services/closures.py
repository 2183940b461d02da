"""Closing spaces for a work: the days are not charged (docs/product.md rule 4)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import refuse_twice
from property_ops.kernel.period import Period
from property_ops.kernel.writing import within
from property_ops.modules.parking.domain.closing import goes_beyond
from property_ops.modules.parking.domain.errors import ClosedAlready, ClosesBeyondWork, NoDays, NoSpaces
from property_ops.modules.parking.models import Closure, Space
from property_ops.modules.parking.selectors import leases_on, work_days
from property_ops.modules.parking.services.telling import tell_of_closure

CLOSE = "parking.close"


@transaction.atomic
def close_spaces(
    *, spaces: Sequence[Space], days: Period, work_order_number: str, by: User, reason: str = ""
) -> list[Closure]:
    """Close the spaces on these days. Raises NotAllowed, NoSpaces, NoDays, ClosedAlready; ClosesBeyondWork where leased
    spaces are closed for longer than the work takes and no `reason` is given.

    Other works may close the same space at the same time: a day is credited once.
    """
    require(by, CLOSE, *spaces)
    if not spaces:
        raise NoSpaces
    refuse_twice(spaces, lambda space: space.number)
    if not days.days:
        raise NoDays
    leased = _leased(spaces, days)
    if leased and not reason.strip() and goes_beyond(days, work_days(work_order_number)):
        raise ClosesBeyondWork(
            spaces="、".join(leased[:10]), days=_words(days), count=f"{days.days:,}", number=work_order_number
        )
    with locked_transaction("parking closures"):
        closed = Closure.objects.filter(
            space__in=spaces, work_order_number=work_order_number, start__lt=days.end, end__gt=days.start
        )
        twice = closed.select_related("space").first()
        if twice:
            raise ClosedAlready(number=work_order_number, space=twice.space.number)
        made = [
            Closure.objects.create(
                space=space,
                work_order_number=work_order_number,
                start=days.start,
                end=days.end,
                reason=within(reason, most=200),
            )
            for space in spaces
        ]
    told: dict[str, Any] = {"leased": leased} if leased else {}
    if reason.strip():
        told["reason"] = reason.strip()
    numbers = [space.number for space in spaces]
    tell_of_closure(spaces, days=days, work=work_order_number, now=timezone.now())
    audit.record(by=by, action="parking.closed", subject=work_order_number, spaces=numbers, days=_words(days), **told)
    return made


@transaction.atomic
def reopen(*, closure: Closure, on: date, by: User) -> Closure | None:
    """The space may be used again from `on`. A closure that has not begun by then is taken back. Raises NotAllowed."""
    require(by, CLOSE, closure)
    return _reopen(closure, on=on, by=by)


def _reopen(closure: Closure, *, on: date, by: User) -> Closure | None:
    subject = closure.work_order_number
    audit.record(by=by, action="parking.reopened", subject=subject, space=closure.space.number, on=on.isoformat())
    if on <= closure.start:
        closure.delete()
        return None
    closure.end = min(closure.end, on)
    closure.save()
    return closure


@transaction.atomic
def free_spaces(*, work_order_number: str, on: date, by: User) -> None:
    """Nothing is done there any more: what the work has closed is open from `on`; by who may withdraw the work."""
    with locked_transaction("parking closures"):
        for closure in Closure.objects.filter(work_order_number=work_order_number, end__gt=on).select_related("space"):
            _reopen(closure, on=on, by=by)


def _leased(spaces: Sequence[Space], days: Period) -> list[str]:
    """The numbers of those that somebody leases on one of the days."""
    return sorted(set(leases_on(spaces, days).values_list("space__number", flat=True)))


def _words(days: Period) -> str:
    return f"{days.start} – {days.last_day}"
