"""Whoever lives at a work is told the day before that a crew comes."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed
from property_ops.modules.dispatch.domain.slots import SHANGHAI, moment
from property_ops.modules.dispatch.domain.states import VisitState
from property_ops.modules.dispatch.models import Visit
from property_ops.modules.estates.public import Unit
from property_ops.modules.notices.public import NoticeTemplate, Telling, living_in, tell_each

WORK_TOMORROW = NoticeTemplate(
    "work_tomorrow",
    gettext_noop("Work at your building tomorrow"),
    gettext_noop(
        "%(estate)s: on %(day)s from %(time)s a crew works at %(place)s (%(kind)s). Please keep the place clear."
    ),
    ("estate", "day", "time", "place", "kind"),
)
"""Of slot `notice_templates`."""

_ONE_DAY = timedelta(days=1)
_BUILDING = re.compile(r"(\d+)(?:号楼|栋|幢|#)")


def tell_of_tomorrow(*, now: datetime, today: date) -> None:
    """Of slot `daily_notices`: each building that the place of a visit names, whoever lives there."""
    day = today + _ONE_DAY
    until = moment(day) + timedelta(hours=8)
    for visit in _visits(day):
        tell_each(template=WORK_TOMORROW.name, what=_told(visit, day), now=now, until=until)


def _visits(day: date) -> list[Visit]:
    inside = Visit.objects.filter(starts_at__gte=moment(day), starts_at__lt=moment(day + _ONE_DAY))
    return list(inside.filter(state=VisitState.PLANNED).select_related("work__estate").order_by("starts_at"))


def _told(visit: Visit, day: date) -> Iterator[Telling]:
    work, buildings = visit.work, buildings_in(visit.work.place)
    units = Unit.objects.filter(estate=work.estate_id, building__in=buildings).values_list("pk", flat=True)
    assert visit.starts_at is not None
    facts = {
        "estate": work.estate.name,
        "day": str(day),
        "time": f"{visit.starts_at.astimezone(SHANGHAI):%H:%M}",
        "place": work.place,
        "kind": work.kind,
    }
    for tenures in living_in(list(units), on=day).values():
        for tenure in tenures:
            yield Telling(f"{work.number}/{day}", tenure.pk, work.estate_id, facts)


def buildings_in(place: str) -> list[int]:
    """`3号楼前、５＃楼东` → 3, 5."""
    return sorted({int(number) for number in _BUILDING.findall(squeezed(place))})
