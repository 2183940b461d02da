"""By when a request is answered and done, whose clocks ran out, and the working days that count."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from property_ops.framework.dated_rows import version_on
from property_ops.modules.dispatch.public import is_working_day
from property_ops.modules.dispatch.public import unknown_years as calendars_lack
from property_ops.modules.requests.domain.clocks import ClockSpan, ClockUnit, Urgency, last_day
from property_ops.modules.requests.domain.states import OPEN, RequestState
from property_ops.modules.requests.models import KindClock, OfficeDay, Request, RequestPause

_UNKNOWN = ClockSpan(15, ClockUnit.WORKING_DAYS)
"""Of a kind for which no times were entered."""


@dataclass(frozen=True, slots=True)
class RequestClocks:
    urgency: Urgency
    answer_by: datetime
    finish_by: datetime

    @property
    def due_on(self) -> date:
        """The last day that counts."""
        return last_day(timezone.localtime(self.finish_by))


def clock_of(topic: str, *, on: date) -> KindClock | None:
    """The times that count for the kind on that day."""
    return version_on(KindClock.objects.filter(topic=topic), on)


def clocks_of(topic: str, *, since: datetime) -> RequestClocks:
    """What is asked at that moment is answered and done by then (docs/product.md rule 24)."""
    local, is_working = timezone.localtime(since), working_days()
    times = clock_of(topic, on=local.date())
    answer, finish = (times.answer_span, times.finish_span) if times else (_UNKNOWN, _UNKNOWN)
    urgency = Urgency(times.urgency) if times else Urgency.USUAL
    return RequestClocks(urgency, answer.ends(local, is_working=is_working), finish.ends(local, is_working=is_working))


def working_days() -> Callable[[date], bool]:
    """What the office entered counts before the calendar."""
    entered = dict(OfficeDay.objects.values_list("day", "is_free"))

    def is_working(day: date) -> bool:
        return not entered[day] if day in entered else is_working_day(day)

    return is_working


def overdue(requests: QuerySet[Request], *, now: datetime) -> QuerySet[Request]:
    """Open, the clock does not stand, and the time for the first answer or for being done is over."""
    return requests.filter(is_overdue(now))


def is_overdue(now: datetime) -> Q:
    standing = RequestPause.objects.filter(request=OuterRef("pk"), until=None)
    late = Q(finish_by__lt=now) | Q(finish_by=None, due_on__lt=timezone.localdate(now))
    unanswered = Q(state=RequestState.RECEIVED, answer_by__lt=now)
    return Q(state__in=[*map(str, OPEN)]) & (late | unanswered) & ~Q(Exists(standing))


def unknown_years(today: date) -> list[int]:
    """This year and the next, where neither the calendar nor the office has holidays of it."""
    years = calendars_lack([date(today.year, 1, 1), date(today.year + 1, 1, 1)])
    entered = {day.year for day in OfficeDay.objects.filter(day__year__in=years).values_list("day", flat=True)}
    return [year for year in years if year not in entered]


def end_of(day: date) -> datetime:
    """The moment at which a day is over."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), datetime.min.time()))
