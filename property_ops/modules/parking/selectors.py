"""Reading the parking register for someone: spaces with whoever leases them, and leases with those that ended."""

from datetime import date

from django.db.models import F, FilteredRelation, Q, QuerySet

from property_ops.framework.models import User
from property_ops.modules.estates.public import visible_estates
from property_ops.modules.parking.domain.plates import parse_plate
from property_ops.modules.parking.models import Closure, Lease, Space


def spaces(user: User, *, on: date) -> QuerySet[Space]:
    """The spaces `user` may see, each with its lease of the day: lease_unit, lease_plate, lease_rent, _start, _end.

    One join: leases of a space never overlap, so that there is at most one.
    """
    mine = Space.objects.filter(estate__in=visible_estates(user)).select_related("estate")
    on_the_day = Q(leases__start__lte=on) & (Q(leases__end__isnull=True) | Q(leases__end__gt=on))
    return mine.annotate(
        lease=FilteredRelation("leases", condition=on_the_day),
        lease_unit=F("lease__unit__code"),
        lease_plate=F("lease__plate"),
        lease_rent=F("lease__monthly_rent"),
        lease_start=F("lease__start"),
        lease_end=F("lease__end"),
    ).order_by("estate__code", "number")


def find_spaces(spaces: QuerySet[Space], text: str) -> QuerySet[Space]:
    """By number, or by the unit or plate of the day's lease."""
    plate = parse_plate(text).number
    match = Q(number__icontains=text.strip()) | Q(lease_unit__icontains=text.strip())
    return spaces.filter(match | Q(lease_plate__icontains=plate)) if plate else spaces


def leases(user: User) -> QuerySet[Lease]:
    """The leases `user` may see, with those that ended and those to come."""
    mine = Lease.objects.filter(space__estate__in=visible_estates(user))
    return mine.select_related("space__estate", "unit").order_by(
        "space__estate__code", "space__number", F("start").desc()
    )


def find_leases(leases: QuerySet[Lease], text: str) -> QuerySet[Lease]:
    """By the number of the space, unit or plate."""
    plate = parse_plate(text).number
    match = Q(space__number__icontains=text.strip()) | Q(unit__code__icontains=text.strip())
    return leases.filter(match | Q(plate__icontains=plate)) if plate else leases


def closures(space: Space) -> QuerySet[Closure]:
    return Closure.objects.filter(space=space).order_by(F("start").desc())
