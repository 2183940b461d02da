"""Running a step of the month's end in the background: started once, followed by screens, told as a sentence."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from invoices.modules.charges.public import estates_named
from invoices.modules.month_end.domain.steps import StepInterrupted, StepRequest, StepResult, StepRunning, UnknownStep
from invoices.modules.month_end.models import MonthEndRun, RunState
from invoices.modules.month_end.services.steps import STEPS
from property_ops.framework.background import MOST_ATTEMPTS
from property_ops.framework.database_errors import is_away
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.period import Month

OPEN = (RunState.WAITING, RunState.RUNNING)
SILENT_FOR = timedelta(minutes=5)


def start_step(
    *, step: str, month: Month, by: User, now: datetime, estate_codes: Sequence[str], enqueue: Callable[[int], Any]
) -> MonthEndRun:
    """Record that the step is to run, and hand it to `enqueue` in the same transaction.

    Pressed twice, the second press finds the first one's run. Raises NotAllowed, UnknownStep, UnknownEstate, and
    StepRunning where another step of the month runs.
    """
    if step not in STEPS:
        raise UnknownStep(step=step)
    require(by, STEPS[step].permission)
    estates_named(estate_codes, user=by)
    with locked_transaction(f"month-end/{month}"):
        running = MonthEndRun.objects.filter(month=month.start, state__in=OPEN).first()
        if running is None or now - running.beat_at >= SILENT_FOR:
            return _started(running, step, month, by, now, estate_codes, enqueue)
    if (running.step, running.estates) != (step, list(estate_codes)):
        raise StepRunning(month=month)
    return running


def _started(
    silent: MonthEndRun | None,
    step: str,
    month: Month,
    by: User,
    now: datetime,
    estate_codes: Sequence[str],
    enqueue: Callable[[int], Any],
) -> MonthEndRun:
    """A new run, in place of one that was killed."""
    if silent:
        _finish(silent, RunState.FAILED, _told(StepInterrupted()))
    run = MonthEndRun.objects.create(
        month=month.start, step=step, estates=list(estate_codes), by=by, started_at=now, beat_at=now
    )
    enqueue(run.pk)
    return run


def run_step(run_id: int, *, attempt: int = 1) -> None:
    """Do the work of a run. Errors end in the run's outcome.

    A task that is delivered twice does it once; at a further attempt it goes on with what a dead worker began.
    """
    begun = OPEN if attempt > 1 else (RunState.WAITING,)
    taken = MonthEndRun.objects.filter(pk=run_id, state__in=begun)
    if not taken.update(state=RunState.RUNNING, beat_at=timezone.now()):
        return
    if attempt > MOST_ATTEMPTS:
        _finish(MonthEndRun.objects.get(pk=run_id), RunState.FAILED, _told(StepInterrupted()))
        return
    run = MonthEndRun.objects.select_related("by").get(pk=run_id)
    order = StepRequest(Month.of(run.month), run.by, run.estates)

    def progress(done: int, total: int, at: str) -> None:
        MonthEndRun.objects.filter(pk=run_id).update(done=done, total=total, at=at[:120], beat_at=timezone.now())

    try:
        outcome = STEPS[run.step].perform(order, progress)
    except BusinessError as error:
        _finish(run, RunState.FAILED, _told(error))
    except BaseException as error:
        if not is_away(error):  # else the next worker takes it up
            _finish(run, RunState.FAILED, _told(StepInterrupted()))
        raise
    else:
        _finish(run, RunState.DONE, outcome)


def _told(error: BusinessError) -> StepResult:
    return StepResult(error.message, {key: str(value) for key, value in error.data.items()})


def _finish(run: MonthEndRun, state: RunState, outcome: StepResult) -> None:
    MonthEndRun.objects.filter(pk=run.pk, state__in=OPEN).update(
        state=state,
        outcome={"message": outcome.message, "data": dict(outcome.data)},
        finished_at=timezone.now(),
    )
