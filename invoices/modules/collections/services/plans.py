"""Instalment plans (分期): made with four eyes; whether one is kept follows from what was paid."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from invoices.modules.billing.public import BillLine
from invoices.modules.collections import selectors
from invoices.modules.collections.domain.errors import NothingOpen, PlannedAlready
from invoices.modules.collections.domain.instalments import InstalmentDraft, check_parts
from invoices.modules.collections.models import Instalment, InstalmentPlan, InstalmentPlanLine
from invoices.modules.ledger.public import books
from invoices.modules.receivables.public import with_open
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO
from property_ops.kernel.writing import with_reason


def prepare_plan(
    *, line_ids: Collection[int], parts: Sequence[InstalmentDraft], reason: str, by: User, now: datetime, today: date
) -> InstalmentPlan:
    """Split all that is open on these lines of one payer into dated parts; another person approves it.

    Raises NotAllowed, ReasonMissing, NothingOpen, PlannedAlready, PartsDoNotAddUp, PartsNotInOrder.
    """
    require(by, "collections.prepare", *BillLine.objects.filter(pk__in=line_ids))
    said = with_reason(reason, most=2000)
    with transaction.atomic(), books():
        lines = _open(line_ids, today)
        debt = sum((line.open for line in lines), ZERO)  # type: ignore[attr-defined]
        check_parts(parts, debt=debt, today=today)
        bill = lines[0].bill
        plan = InstalmentPlan.objects.create(
            account_id=bill.account_id,
            estate_id=bill.estate_id,
            estate_name=bill.estate_name,
            unit_code=bill.unit_code,
            payer_id=bill.payer_id,
            payer_name=bill.payer_name,
            total=debt,
            made_on=today,
            settled_before=selectors.last_settlement(),
            reason=said,
            prepared_by=by,
            prepared_at=now,
        )
        InstalmentPlanLine.objects.bulk_create(
            [InstalmentPlanLine(plan=plan, bill_line=line, amount=line.open) for line in lines]  # type: ignore[attr-defined]
        )
        Instalment.objects.bulk_create(
            [Instalment(plan=plan, due_on=part.due_on, amount=part.amount) for part in parts]
        )
        audit.record(by=by, action="collections.plan_prepared", subject=plan.unit_code, amount=str(debt))
    return plan


def approve_plan(*, plan_id: int, by: User, now: datetime) -> InstalmentPlan:
    """Raises NotAllowed, SamePerson, AlreadyDecided."""
    with transaction.atomic(), books(), approving(InstalmentPlan, plan_id, by=by, now=now) as plan:
        return plan


def _open(line_ids: Collection[int], today: date) -> list[BillLine]:
    lines = list(with_open(BillLine.objects.filter(pk__in=line_ids)).exclude(open=ZERO).select_related("bill"))
    payers = {(line.bill.unit_code, line.bill.payer_id) for line in lines}
    if len(payers) != 1:
        raise NothingOpen(unit=", ".join(sorted(unit for unit, _ in payers)) or "—")
    planned = selectors.planned_lines(on=today)
    for line in lines:
        if line.pk in planned:
            raise PlannedAlready(item=line.item_name, bill=line.bill.number)
    return lines
