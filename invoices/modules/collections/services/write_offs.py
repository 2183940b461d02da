"""Write-offs (坏账核销): what cannot be collected leaves the books, with four eyes; it can be taken back later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from invoices.modules.billing.public import Bill, BillLine
from invoices.modules.collections.domain.errors import NothingOpen, RecoveryTooLarge, WriteOffTooLarge
from invoices.modules.collections.models import Recovery, WriteOff, WriteOffLine
from invoices.modules.ledger.public import RECEIVABLE, EntryDraft, Leg, books, post
from invoices.modules.receivables.public import (
    Credit,
    CreditDraft,
    CreditKind,
    record_credits,
    settle,
    undo,
    with_open,
    withdraw,
)
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import refuse_twice
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.writing import with_reason

BAD_DEBT, RECOVERED = "5711.01", "5301.01"


@dataclass(frozen=True, slots=True)
class Loss:
    """So much of a line that is written off."""

    line_id: int
    amount: Yuan


def prepare_write_off(*, losses: Sequence[Loss], reason: str, by: User, now: datetime) -> WriteOff:
    """Prepare the write-off of open lines of one payer; another person approves it.

    Raises NotAllowed, ReasonMissing, NothingOpen, WriteOffTooLarge.
    """
    require(by, "collections.prepare", *BillLine.objects.filter(pk__in=[loss.line_id for loss in losses]))
    said = with_reason(reason, most=2000)
    with transaction.atomic(), books():
        lines = _checked(losses)
        bill = lines[0].bill
        write_off = WriteOff.objects.create(
            account_id=bill.account_id,
            estate_id=bill.estate_id,
            estate_name=bill.estate_name,
            unit_code=bill.unit_code,
            payer_id=bill.payer_id,
            payer_name=bill.payer_name,
            total=sum((loss.amount for loss in losses), ZERO),
            reason=said,
            prepared_by=by,
            prepared_at=now,
        )
        for position, loss in enumerate(losses):
            WriteOffLine.objects.create(
                write_off=write_off, bill_line_id=loss.line_id, position=position, amount=loss.amount
            )
        subject, amount = write_off.unit_code, str(write_off.total)
        audit.record(by=by, action="collections.write_off_prepared", subject=subject, amount=amount)
    return write_off


def approve_write_off(*, write_off_id: int, by: User, now: datetime, today: date) -> WriteOff:
    """Number it, post it to 坏账损失 and settle the lines.

    Raises NotAllowed, SamePerson, AlreadyDecided, and MoreThanOpen if something was paid meanwhile.
    """
    with transaction.atomic(), books():
        with approving(WriteOff, write_off_id, by=by, now=now) as write_off:
            write_off.number = WriteOff.series.next(today.year)
            write_off.posted_on = today
        _post(source_of(write_off), f"坏账核销 {write_off.number}", write_off, write_off.total, today, BAD_DEBT)
        _settle(write_off, today, by)
    return write_off


def recover(*, line_id: int, amount: Yuan, reason: str, by: User, today: date) -> Recovery:
    """What was written off is owed again, because it will be paid after all: the line is open, income is the recovery.

    `line_id` is that of the write-off. Raises NotAllowed, ReasonMissing, RecoveryTooLarge.
    """
    require(by, "collections.prepare", *WriteOffLine.objects.filter(pk=line_id))
    said = with_reason(reason, most=2000)
    with transaction.atomic(), books():
        line = WriteOffLine.objects.select_for_update(of=("self",)).select_related("write_off__estate", "bill_line")
        found = line.get(pk=line_id, write_off__number__isnull=False)
        left = found.amount - (found.recoveries.aggregate(sum=Sum("amount"))["sum"] or ZERO)
        if amount <= ZERO or amount > left:
            raise RecoveryTooLarge(item=found.bill_line.item_name, left=left, amount=amount)
        recovery = Recovery.objects.create(line=found, amount=amount, posted_on=today, reason=said, by=by)
        write_off, source = found.write_off, f"recovery/{recovery.pk}"
        _post(source, f"收回已核销坏账 {write_off.number}", write_off, -amount, today, RECOVERED)
        credit = Credit.objects.get(source=source_of(write_off))
        undo(credit_id=credit.pk, line_id=found.bill_line_id, amount=amount, on=today, by=by, cause=source)
        withdraw(credit_id=credit.pk, amount=amount, on=today, by=by, cause=source)
        audit.record(by=by, action="collections.recovered", subject=write_off.number or "", amount=str(amount))
    return recovery


def source_of(write_off: WriteOff) -> str:
    """The source of the write-off's entry in the ledger."""
    return f"write_off/{write_off.number}"


def _checked(losses: Sequence[Loss]) -> list[BillLine]:
    """The lines, all of one payer, with at least so much open on each."""
    found = with_open(BillLine.objects.filter(pk__in=[loss.line_id for loss in losses])).select_related("bill")
    lines = {line.pk: line for line in found}
    refuse_twice((lines.get(loss.line_id) for loss in losses), lambda line: line.item_name if line else "—")
    payers = {(line.bill.unit_code, line.bill.payer_id) for line in lines.values()}
    if not lines or len(lines) != len(losses) or len(payers) != 1:
        raise NothingOpen(unit=", ".join(sorted(unit for unit, _ in payers)) or "—")
    for loss in losses:
        line: BillLine = lines[loss.line_id]
        open_now: Yuan = line.open  # type: ignore[attr-defined]
        if not ZERO < loss.amount <= open_now:
            bill: Bill = line.bill
            raise WriteOffTooLarge(item=line.item_name, bill=bill.number, open=open_now, amount=loss.amount)
    return [lines[loss.line_id] for loss in losses]


def _settle(write_off: WriteOff, today: date, by: User) -> None:
    source = source_of(write_off)
    (credit,) = record_credits(
        [
            CreditDraft(
                source=source,
                kind=CreditKind.WRITE_OFF,
                estate_id=write_off.estate_id,
                unit_code=write_off.unit_code,
                party=str(write_off.payer_id or ""),
                amount=write_off.total,
                day=today,
                value_day=today,
                month=Month.of(today),
            )
        ]
    )
    for line in write_off.lines.all():
        settle(credit_id=credit, line_id=line.bill_line_id, amount=line.amount, on=today, by=by, cause=source)


def _post(source: str, memo: str, write_off: WriteOff, amount: Yuan, today: date, account: str) -> None:
    """Dr `account` Cr receivable; the other way round for a negative amount."""
    estate, party = write_off.estate.code, str(write_off.payer_id or "")
    legs = (
        Leg(account, estate, fen=amount.fen),
        Leg(RECEIVABLE, estate, write_off.unit_code, party, -amount.fen),
    )
    post([EntryDraft(source=source, posted_on=today, month=Month.of(today).start, memo=memo, legs=legs)])
