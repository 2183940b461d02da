"""Emergency call-outs: begun at once below the agreed limits, approved within three days or never charged."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from property_ops.framework.approval.services import approving, refuse_own
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.writing import with_reason
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.domain.errors import (
    AboveEmergencyLimit,
    AboveMonthsEmergencies,
    ApprovedTooLate,
    NoEmergencyAgreed,
)
from property_ops.modules.works.domain.states import WorkMove
from property_ops.modules.works.models import EmergencyCallOut, WorkOrder
from property_ops.modules.works.models.emergency import APPROVED_WITHIN
from property_ops.modules.works.selectors import estimated_amount, lines_of, terms_of
from property_ops.modules.works.services.workflow import CHANGE, locked, record_event, transition


@transaction.atomic
def call_out(*, work: WorkOrder, reason: str, by: User, now: datetime) -> EmergencyCallOut:
    """An estimated work begins before it is released.

    Raises NotAllowed, IllegalMove, ReasonMissing, NoEmergencyAgreed, AboveEmergencyLimit, AboveMonthsEmergencies.
    """
    work = locked(work, by=by, permission=CHANGE)
    Estate.objects.select_for_update().get(pk=work.estate_id)
    amount, reason = estimated_amount(lines_of(work)), with_reason(reason)
    on = timezone.localdate(now)
    transition(work, WorkMove.CALL_OUT, by=by, on=on, remark=reason, is_emergency=True)
    _check_limits(work, amount, now)
    return EmergencyCallOut.objects.create(
        work=work,
        reason=reason,
        started_at=now,
        approve_by=now + APPROVED_WITHIN,
        amount=amount,
        prepared_by=by,
        prepared_at=now,
    )


def approve_call_out(*, call_out_id: int, by: User, now: datetime) -> EmergencyCallOut:
    """The work is released afterwards, with its estimate as the ceiling.

    Raises NotAllowed, AlreadyDecided, SamePerson (who estimated it too), ApprovedTooLate.
    """
    with approving(EmergencyCallOut, call_out_id, by=by, now=now) as found:
        work = WorkOrder.objects.select_for_update(of=("self",)).get(pk=found.work_id)
        refuse_own(work, by)
        if now > found.approve_by:
            until = timezone.localtime(found.approve_by)
            raise ApprovedTooLate(number=work.number, until=f"{until:%Y-%m-%d %H:%M}")
        work.decided_by, work.ceiling = by, found.amount
        work.save()
        record_event(work, "approve_call_out", by=by, on=timezone.localdate(now), detail={"ceiling": str(found.amount)})
    return found


def _check_limits(work: WorkOrder, amount: Yuan, now: datetime) -> None:
    terms = terms_of(work.estate)
    if terms.emergency_limit is None or terms.emergency_month_limit is None:
        raise NoEmergencyAgreed(estate=work.estate.name)
    if amount > terms.emergency_limit:
        raise AboveEmergencyLimit(amount=amount, limit=terms.emergency_limit)
    local = timezone.localtime(now)
    first = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    of_month = EmergencyCallOut.objects.filter(work__estate=work.estate, started_at__gte=first, started_at__lte=now)
    total = amount + (of_month.aggregate(sum=Sum("amount"))["sum"] or ZERO)
    if total > terms.emergency_month_limit:
        raise AboveMonthsEmergencies(sum=total, limit=terms.emergency_month_limit)
