"""Who worked how long, as crews told on their phones: by person, where they named them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.dispatch.public import Crew, moment, visible_visits
from property_ops.modules.portal.domain.entries import hours
from property_ops.modules.portal.models import PhoneEntry
from property_ops.modules.portal.models.entry import EntryKind

NONE = Decimal(0)


@dataclass(slots=True)
class PersonsMonth:
    """Of one person of a crew; an empty name is those who were told by their number."""

    crew: str
    person: str
    hours: Decimal = NONE
    days: set[date] = field(default_factory=set)
    works: set[str] = field(default_factory=set)


def hours_of(name: str, *, crew: Crew | None, on: date, but: UUID) -> Decimal:
    """What the person of the crew was told to have worked that day, one entry apart."""
    told = _entries(on).filter(visit__crew=crew).exclude(key=but)
    return sum((one for entry in told for who, one in hours(entry.content).who if who == name), NONE)


def hours_by_person(user: User, month: Month) -> list[PersonsMonth]:
    """Of the visits that somebody may see, by crew and person."""
    found: dict[tuple[str, str], PersonsMonth] = {}
    seen = _entries(month.start, month.end).filter(visit__in=visible_visits(user).order_by())
    for entry in seen.select_related("visit__crew", "visit__work"):
        crew, on = entry.visit.crew.name if entry.visit.crew else "", timezone.localdate(entry.said_at)
        for name, worked in _told(entry):
            one = found.setdefault((crew, name), PersonsMonth(crew, name))
            one.hours += worked
            one.days.add(on)
            one.works.add(entry.visit.work.number)
    return [found[key] for key in sorted(found)]


def _told(entry: PhoneEntry) -> Iterator[tuple[str, Decimal]]:
    worked = hours(entry.content)
    yield from worked.who
    if worked.people:
        yield "", worked.people * worked.each


def _entries(first: date, end: date | None = None) -> QuerySet[PhoneEntry]:
    after = end or first + timedelta(days=1)
    return PhoneEntry.objects.filter(kind=EntryKind.HOURS, said_at__gte=moment(first), said_at__lt=moment(after))
