"""When a crew is free on a day, for a visit that is dropped on the day and not on an hour."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from property_ops.modules.dispatch.domain.clashes import clashes
from property_ops.modules.dispatch.domain.situation import Situation, VisitFacts
from property_ops.modules.dispatch.domain.slots import SHANGHAI, Slot, Span, moment
from property_ops.modules.dispatch.models import Crew, Visit
from property_ops.modules.dispatch.selectors.situation import situation

QUARTER = timedelta(minutes=15)
USUAL_START, USUAL_END = time(8), time(18)


def first_free(*, crew: Crew, start: datetime, minutes: int, visit: Visit | None) -> datetime:
    """Within the crew's shift the start against which least speaks, and nothing hard: the one wished for before others,
    then the first. Where there is none, the one wished for, or when the crew begins.

    A visit that is not planned yet (None) asks for the crew's hours only.
    """
    day = start.astimezone(SHANGHAI).date()
    facts = situation(Span(moment(day), moment(day + timedelta(days=1))), moved=[visit.pk] if visit else ())
    shift = facts.crews[crew.pk].shift_on(day) or Span(moment(day, USUAL_START), moment(day, USUAL_END))
    one = facts.visits[visit.pk] if visit else _bare(minutes)
    others = replace(facts, visits={key: other for key, other in facts.visits.items() if key != one.id})
    wished = start if shift.start <= start < shift.end else shift.start
    length = timedelta(minutes=minutes)
    speaks = {
        begins: _against(one, Slot(crew.pk, begins, begins + length), others)
        for begins in [wished, *_quarters(shift)]
        if begins + length <= shift.end
    }
    possible = {begins: count for begins, count in speaks.items() if count is not None}
    return min(possible, key=possible.__getitem__, default=wished)


def _bare(minutes: int) -> VisitFacts:
    return VisitFacts(0, 0, "", 1, "", 0, "", "", "", "", minutes)


def _quarters(shift: Span) -> Iterator[datetime]:
    at = shift.start
    while at < shift.end:
        yield at
        at += QUARTER


def _against(one: VisitFacts, slot: Slot, others: Situation) -> int | None:
    """How many things; None where one of them is hard."""
    found = list(clashes(one, slot, others))
    if any(clash.is_hard for clash in found):
        return None
    return sum(one.estate != 0 or clash.code != "travel" for clash in found)
