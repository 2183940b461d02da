"""When a crew is free on a day, for a visit that is dropped on the day and not on an hour."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from property_ops.modules.dispatch.domain.clashes import clashes
from property_ops.modules.dispatch.domain.situation import Situation, VisitFacts
from property_ops.modules.dispatch.domain.slots import SHANGHAI, Slot, Span, moment
from property_ops.modules.dispatch.models import Crew, Visit
from property_ops.modules.dispatch.selectors.situation import situation

QUARTER = timedelta(minutes=15)


def first_free(*, crew: Crew, start: datetime, minutes: int, visit: Visit | None) -> datetime | None:
    """The time wished for if nothing speaks against it, else the first of the crew's shift; None if there is none.

    A visit that is not planned yet (None) asks for the crew's hours only.
    """
    day = start.astimezone(SHANGHAI).date()
    facts = situation(Span(moment(day), moment(day + timedelta(days=1))), moved=[visit.pk] if visit else ())
    shift = facts.crews[crew.pk].shift_on(day)
    if shift is None:
        return None
    one = facts.visits[visit.pk] if visit else _bare(minutes)
    others = replace(facts, visits={key: other for key, other in facts.visits.items() if key != one.id})
    wished = [start] if shift.start <= start < shift.end else []
    for begins in [*wished, *_quarters(shift)]:
        slot = Slot(crew.pk, begins, begins + timedelta(minutes=minutes))
        if not _speaks_against(one, slot, others):
            return begins
    return None


def _bare(minutes: int) -> VisitFacts:
    return VisitFacts(0, 0, "", 1, "", 0, "", "", "", "", minutes)


def _quarters(shift: Span) -> Iterator[datetime]:
    at = shift.start
    while at < shift.end:
        yield at
        at += QUARTER


def _speaks_against(one: VisitFacts, slot: Slot, others: Situation) -> bool:
    travel = one.estate != 0
    return any(travel or clash.code != "travel" for clash in clashes(one, slot, others))
