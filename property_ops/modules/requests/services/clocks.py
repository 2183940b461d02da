"""The clocks of requests: stopped with a reason, run on, and handed up to a named person when they ran out."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import within
from property_ops.modules.requests.domain.clocks import ClockSpan, Urgency, last_day
from property_ops.modules.requests.domain.errors import (
    ClockDayTaken,
    ClockInThePast,
    NothingRuns,
    NotPaused,
    PausedAlready,
    PauseWithoutReason,
)
from property_ops.modules.requests.domain.states import RequestState
from property_ops.modules.requests.models import KindClock, OfficeDay, Request, RequestEscalation, RequestPause
from property_ops.modules.requests.selectors.clocks import clock_of, overdue
from property_ops.modules.requests.services.handling import HANDLE

CLOCKS = "requests.clocks"
MANAGER = "manager"


@transaction.atomic
def pause_clock(*, request: Request, reason: str, by: User, now: datetime) -> RequestPause:
    """The clocks stand: such as while somebody else must act first.

    Raises NotAllowed, PauseWithoutReason, PausedAlready, NothingRuns.
    """
    require(by, HANDLE, request)
    reason = within(reason, most=100)
    if not reason:
        raise PauseWithoutReason()
    locked = _locked(request)
    if not locked.is_open:
        raise NothingRuns(request=locked.number)
    if locked.pauses.filter(until=None).exists():
        raise PausedAlready(request=locked.number)
    pause = RequestPause.objects.create(request=locked, reason=reason, since=now, by=by)
    audit.record(by=by, action="requests.paused", subject=locked.number, reason=reason)
    return pause


@transaction.atomic
def resume_clock(*, request: Request, by: User, now: datetime) -> Request:
    """The clocks run on: what they stood is added to them. Raises NotAllowed, NotPaused."""
    require(by, HANDLE, request)
    locked = _locked(request)
    if run_on(locked, now=now) is None:
        raise NotPaused(request=locked.number)
    audit.record(by=by, action="requests.resumed", subject=locked.number)
    return locked


def run_on(locked: Request, *, now: datetime) -> RequestPause | None:
    """Ends a pause of the row that the caller has locked, if there is one."""
    pause = locked.pauses.filter(until=None).first()
    if pause is None:
        return None
    pause.until = max(now, pause.since)
    pause.save()
    stood = pause.until - pause.since
    for name in ("answer_by", "finish_by"):
        if (moment := getattr(locked, name)) is not None:
            setattr(locked, name, moment + stood)
    days = timedelta(days=stood.days)
    locked.due_on = last_day(timezone.localtime(locked.finish_by)) if locked.finish_by else locked.due_on + days
    locked.save()
    return pause


@transaction.atomic
def escalate_overdue(*, now: datetime) -> int:
    """Each clock that ran out is handed up once, to the person that its kind names. Safe to repeat, at any time."""
    managers = User.objects.filter(groups__name=MANAGER, is_active=True).order_by("pk")
    handed_up = 0
    for request in overdue(Request.objects.select_for_update(of=("self",)), now=now):
        times = clock_of(request.topic, on=request.received_on)
        to = times.escalate_to if times and times.escalate_to and times.escalate_to.is_active else managers.first()
        for clock, was_due in _ran_out(request, now):
            if to is None:
                continue
            told, is_new = RequestEscalation.objects.get_or_create(
                request=request, clock=clock, was_due=was_due, defaults={"to": to, "at": now}
            )
            if is_new:
                audit.record(by=None, action="requests.escalated", subject=request.number, to=to.pk, clock=told.clock)
            handed_up += is_new
    return handed_up


@transaction.atomic
def change_clock(
    *,
    topic: str,
    start: date,
    urgency: Urgency,
    answer: ClockSpan,
    finish: ClockSpan,
    escalate_to: User | None,
    by: User,
    today: date,
) -> KindClock:
    """Other times for a kind from a day on; what was asked before keeps its own (docs/product.md rule 24).

    Raises NotAllowed, ClockInThePast, ClockDayTaken.
    """
    require(by, CLOCKS)
    if start < today:
        raise ClockInThePast()
    if KindClock.objects.filter(topic=topic, start=start).exists():
        raise ClockDayTaken(day=start)
    made = KindClock.objects.create(
        code=f"{topic} {start}",
        topic=topic,
        start=start,
        urgency=urgency.value,
        answer_amount=answer.amount,
        answer_unit=answer.unit.value,
        finish_amount=finish.amount,
        finish_unit=finish.unit.value,
        escalate_to=escalate_to,
    )
    audit.record(by=by, action="requests.clock_changed", subject=made.code, urgency=made.urgency)
    return made


@transaction.atomic
def enter_days(*, first: date, last: date, is_free: bool, name: str, by: User) -> int:
    """Holidays, or days that are worked for them, of years that no calendar knows yet; entered again, the last counts.

    `last` is the last day that counts. Raises NotAllowed.
    """
    require(by, CLOCKS)
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    for day in days:
        OfficeDay.objects.update_or_create(day=day, defaults={"is_free": is_free, "name": within(name, most=30)})
    audit.record(by=by, action="requests.days_entered", subject=f"{first} {last}", is_free=is_free)
    return len(days)


@transaction.atomic
def remove_day(*, day: OfficeDay, by: User) -> None:
    """The calendar counts again. Raises NotAllowed."""
    require(by, CLOCKS)
    audit.record(by=by, action="requests.day_removed", subject=str(day.day))
    day.delete()


def _ran_out(request: Request, now: datetime) -> list[tuple[str, datetime]]:
    found = []
    if request.state == RequestState.RECEIVED and request.answer_by is not None and request.answer_by < now:
        found.append((RequestEscalation.Clock.ANSWER.value, request.answer_by))
    if request.finish_by is not None and request.finish_by < now:
        found.append((RequestEscalation.Clock.FINISH.value, request.finish_by))
    return found


def _locked(request: Request) -> Request:
    return Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
