"""A work that is held for all is due again: asked for by one person once all is answered, decided by another."""

from datetime import date, datetime

from django.db import transaction

from invoices.modules.collections.public import DueDayPassed
from invoices.modules.complaints.domain.errors import ComplaintsUnanswered, NotHeld, ReleaseWaits
from invoices.modules.complaints.models import HoldRelease
from invoices.modules.complaints.selectors.complaints import hold_on, open_complaints, release_that_waits
from invoices.modules.complaints.services.telling import tell_of_release
from invoices.modules.ledger.public import books
from invoices.modules.receivables.public import end_holds, move_due_days
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import with_reason
from property_ops.modules.works.public import OwnWork, WorkOrder, has_done


def propose_release(
    *, work: WorkOrder, reason: str, new_due_on: date, by: User, now: datetime, today: date
) -> HoldRelease:
    """Ask for it: each complaint has its answer, and the new day leaves time to pay.

    Raises NotAllowed, NotHeld, ComplaintsUnanswered, ReleaseWaits, ReasonMissing, DueDayPassed.
    """
    require(by, HoldRelease.rights.prepare, work)
    with transaction.atomic(), books():
        hold = hold_on(work)
        if hold is None:
            raise NotHeld(number=work.number)
        if release_that_waits(work):
            raise ReleaseWaits(number=work.number)
        _refuse_yet(work, new_due_on, today)
        release = HoldRelease.objects.create(
            hold=hold, reason=with_reason(reason, most=300), new_due_on=new_due_on, prepared_by=by, prepared_at=now
        )
        audit.record(by=by, action="complaints.release_prepared", subject=work.number, due=str(new_due_on))
    return release


def approve_release(*, release_id: int, by: User, now: datetime, today: date) -> HoldRelease:
    """Release the lines; they are due on the new day. Who had a part in the work decides nothing of it.

    Raises NotAllowed, SamePerson, AlreadyDecided, OwnWork, ComplaintsUnanswered, DueDayPassed.
    """
    with transaction.atomic(), books():
        with approving(HoldRelease, release_id, by=by, now=now) as release:
            hold = release.hold
            if has_done(hold.work, by):
                raise OwnWork(number=hold.work.number)
            _refuse_yet(hold.work, release.new_due_on, today)
        hold.ended_on = max(today, hold.started_on)
        hold.save(update_fields=["ended_on"])
        lines = end_holds(source=hold.source, on=today)
        move_due_days(lines=lines, due_on=release.new_due_on, on=today, source=hold.source)
        audit.record(by=by, action="complaints.released", subject=hold.work.number, lines=len(lines))
        tell_of_release(lines, release=release, now=now)
    return release


def _refuse_yet(work: WorkOrder, new_due_on: date, today: date) -> None:
    if new_due_on <= today:
        raise DueDayPassed(today=today)
    if unanswered := open_complaints(work).count():
        raise ComplaintsUnanswered(number=work.number, count=unanswered)
