"""Running a step of the month's end in the background: started once, followed by screens, told as a sentence.

A run has a part for each estate, and each part is a task: whichever worker comes takes the next one. Parts are safe to
be done twice; what the whole run came to is said when the last of them has ended.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from invoices.modules.charges.public import estates_named
from invoices.modules.month_end.domain.steps import (
    PartNotThus,
    StepInterrupted,
    StepRequest,
    StepResult,
    StepRunning,
    UnknownStep,
    added,
)
from invoices.modules.month_end.models import MonthEndPart, MonthEndRun, PartState, RunState
from invoices.modules.month_end.services.steps import NOTHING, STEPS
from property_ops.framework import audit
from property_ops.framework.background import MOST_ATTEMPTS
from property_ops.framework.database_errors import is_away
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.period import Month

OPEN = (RunState.WAITING, RunState.RUNNING)
TO_DO = (PartState.WAITING, PartState.RUNNING)
ENDED_BADLY = (PartState.FAILED, PartState.DROPPED)
SILENT_FOR = timedelta(minutes=5)
Enqueue = Callable[[int], Any]
"""Hands a part, by its key, to a worker."""


def start_step(
    *, step: str, month: Month, by: User, now: datetime, estate_codes: Sequence[str], enqueue: Enqueue
) -> MonthEndRun:
    """Record that the step is to run, and hand its parts to `enqueue` in the same transaction.

    Pressed twice, the second press finds the first one's run. Raises NotAllowed, UnknownStep, UnknownEstate,
    NothingRegistered, what the step refuses as a whole, and StepRunning where another step of the month runs.
    """
    if step not in STEPS:
        raise UnknownStep(step=step)
    require(by, STEPS[step].permission)
    estates = estates_named(estate_codes, user=by)
    STEPS[step].refuse(StepRequest(month, by, estate_codes))
    with locked_transaction(_lock(month)):
        running = _open_run(month)
        if running is None or now - running.beat_at >= SILENT_FOR:
            if running:
                _break_off(running)
            run = MonthEndRun.objects.create(
                month=month.start, step=step, estates=list(estate_codes), by=by, started_at=now, beat_at=now
            )
            _hand_out(run, estates, enqueue)
            return run
    if (running.step, running.estates) != (step, list(estate_codes)):
        raise StepRunning(month=month)
    return running


def take_up(*, run: MonthEndRun, by: User, now: datetime, enqueue: Enqueue) -> int:
    """Do again what failed in the run or was dropped; how many parts.

    Raises NotAllowed, PartNotThus where there is none, and StepRunning where another step of the month runs.
    """
    require(by, STEPS[run.step].permission)
    month = Month.of(run.month)
    with locked_transaction(_lock(month)):
        other = _open_run(month)
        is_free = other is None or other.pk == run.pk
        parts = _parts(run, *ENDED_BADLY, of=by) if is_free else []
        if parts:
            again = {"state": PartState.WAITING, "attempts": 0, "outcome": {}, "finished_at": None}
            _change(parts, "month_end.taken_up", by, **again)
            begun = {"state": RunState.RUNNING, "beat_at": now, "outcome": {}, "finished_at": None}
            MonthEndRun.objects.filter(pk=run.pk).update(**begun)
            _count(run)
            for part in parts:
                enqueue(part.pk)
    if not is_free:
        raise StepRunning(month=month)
    return _how_many(parts)


def drop(*, run: MonthEndRun, by: User) -> int:
    """Leave undone what nobody has begun of the run; how many parts. Raises NotAllowed, PartNotThus."""
    require(by, STEPS[run.step].permission)
    with locked_transaction(_lock(Month.of(run.month))):
        parts = _parts(run, PartState.WAITING, of=by)
        if parts:
            _change(parts, "month_end.dropped", by, state=PartState.DROPPED, finished_at=timezone.now())
            _count(run)
    return _how_many(parts)


def _how_many(parts: Sequence[MonthEndPart]) -> int:
    """Raises PartNotThus where there are none."""
    if not parts:
        raise PartNotThus()
    return len(parts)


def run_part(part_id: int, *, attempt: int = 1) -> None:
    """Do the work of a part. Errors end in its outcome.

    A task that is delivered twice does it once; at a further attempt it goes on with what a dead worker began.
    """
    part = _taken(part_id, (PartState.WAITING, PartState.RUNNING) if attempt > 1 else (PartState.WAITING,))
    if part is None:
        return
    if attempt > MOST_ATTEMPTS:
        _end(part, PartState.FAILED, _told(StepInterrupted()))
        return
    try:
        outcome = STEPS[part.run.step].perform(_order(part), lambda *told: _tell(part, *told))
    except BusinessError as error:
        _end(part, PartState.NOTHING if isinstance(error, NOTHING) else PartState.FAILED, _told(error))
    except BaseException as error:
        if not is_away(error):  # else the next worker takes it up
            _end(part, PartState.FAILED, _told(StepInterrupted()))
        raise
    else:
        _end(part, PartState.DONE, outcome)


def _hand_out(run: MonthEndRun, estates: Sequence[Any], enqueue: Enqueue) -> None:
    parts = MonthEndPart.objects.bulk_create([MonthEndPart(run=run, estate=estate) for estate in estates])
    MonthEndRun.objects.filter(pk=run.pk).update(total=len(parts))
    for part in parts:
        enqueue(part.pk)


def _taken(part_id: int, states: Sequence[PartState]) -> MonthEndPart | None:
    """The part, begun by this worker; None where there is nothing to begin."""
    waiting = MonthEndPart.objects.filter(pk=part_id, state__in=states, run__state__in=OPEN)
    now = timezone.now()
    if not waiting.update(state=PartState.RUNNING, attempts=F("attempts") + 1, started_at=now):
        return None
    part = MonthEndPart.objects.select_related("run__by", "estate").get(pk=part_id)
    MonthEndRun.objects.filter(pk=part.run_id).update(state=RunState.RUNNING, beat_at=now, at=str(part)[:120])
    return part


def _order(part: MonthEndPart) -> StepRequest:
    codes = [part.estate.code] if part.estate else part.run.estates
    return StepRequest(Month.of(part.run.month), part.run.by, codes)


def _tell(part: MonthEndPart, done: int, total: int, at: str) -> None:
    """Of a run of one part how far that is; of several, that somebody is at work."""
    far = {"done": done, "total": total} if part.run.total <= 1 else {}
    MonthEndRun.objects.filter(pk=part.run_id).update(at=at[:120], beat_at=timezone.now(), **far)


def _end(part: MonthEndPart, state: PartState, outcome: StepResult) -> None:
    with locked_transaction(_lock(Month.of(part.run.month))):
        MonthEndPart.objects.filter(pk=part.pk, state=PartState.RUNNING).update(
            state=state, outcome=_stored(outcome), finished_at=timezone.now()
        )
        _count(part.run)


def _count(run: MonthEndRun) -> None:
    """How far the run is; what it came to, once nothing is left to do."""
    left = MonthEndPart.objects.filter(run=run, state__in=TO_DO).count()
    total = MonthEndPart.objects.filter(run=run).count()
    MonthEndRun.objects.filter(pk=run.pk, state__in=OPEN).update(done=total - left, total=total, beat_at=timezone.now())
    if not left:
        _finish(run, *_summed_up(_parts(run, PartState.FAILED, PartState.DONE, PartState.NOTHING)))


def _summed_up(parts: Sequence[MonthEndPart]) -> tuple[RunState, StepResult]:
    """Failed where a part did, or where there was nothing to do for any; the first of them says why."""
    for state in (PartState.FAILED, PartState.DONE, PartState.NOTHING):
        found = [_read(part.outcome) for part in parts if part.state == state]
        if found and state == PartState.DONE:
            return RunState.DONE, added(found)
        if found:
            return RunState.FAILED, found[0]
    return RunState.FAILED, _told(StepInterrupted())


def _break_off(run: MonthEndRun) -> None:
    """A run that was killed: what of it was not done is not done by it any more."""
    outcome = _told(StepInterrupted())
    MonthEndPart.objects.filter(run=run, state__in=TO_DO).update(
        state=PartState.FAILED, outcome=_stored(outcome), finished_at=timezone.now()
    )
    _finish(run, RunState.FAILED, outcome)


def _finish(run: MonthEndRun, state: RunState, outcome: StepResult) -> None:
    MonthEndRun.objects.filter(pk=run.pk, state__in=OPEN).update(
        state=state, outcome=_stored(outcome), finished_at=timezone.now()
    )


def _told(error: BusinessError) -> StepResult:
    return StepResult(error.message, {key: str(value) for key, value in error.data.items()})


def _stored(outcome: StepResult) -> dict[str, Any]:
    return {"message": outcome.message, "data": dict(outcome.data)}


def _read(stored: dict[str, Any]) -> StepResult:
    return StepResult(stored["message"], stored["data"])


def _parts(run: MonthEndRun, *states: PartState, of: User | None = None) -> list[MonthEndPart]:
    """All, or those of the estates that this person may see."""
    found = MonthEndPart.objects.visible_to(of) if of else MonthEndPart.objects.all()
    return list(found.filter(run=run, state__in=states).select_related("estate").order_by("pk"))


def _change(parts: Sequence[MonthEndPart], action: str, by: User, **fields: Any) -> None:
    """What a person decides of parts."""
    run = parts[0].run
    MonthEndPart.objects.filter(pk__in=[part.pk for part in parts]).update(**fields)
    estates = [part.estate.code for part in parts if part.estate]
    audit.record(by=by, action=action, subject=f"{Month.of(run.month)} {run.step}", estates=estates)


def _lock(month: Month) -> str:
    return f"month-end/{month}"


def _open_run(month: Month) -> MonthEndRun | None:
    return MonthEndRun.objects.filter(month=month.start, state__in=OPEN).first()
