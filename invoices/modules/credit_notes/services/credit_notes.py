"""Credit notes (红字): prepared by one, approved by another, numbered, posted, frozen (rules 7, 8, 10 and 11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from invoices.modules.billing.public import Bill, BillLine, BillState, billing_of
from invoices.modules.credit_notes import selectors
from invoices.modules.credit_notes.domain.errors import (
    CreditTooLarge,
    NotCreditedInFull,
    NothingToCredit,
    NotIssued,
    SameAsBefore,
)
from invoices.modules.credit_notes.models import CreditLine, CreditNote, Rebill
from invoices.modules.credit_notes.services.carrying_out import post_note, settle_note
from invoices.modules.credit_notes.services.rebilling import bill_lines_anew
from invoices.modules.ledger.public import books
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.calculation import Calculation
from property_ops.kernel.errors import refuse_twice
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.writing import with_reason


@dataclass(frozen=True, slots=True)
class Credit:
    """So much of a line; with `instead`, the line is billed anew so, and must be credited in full."""

    line_id: int
    amount: Yuan
    instead: Calculation | None = None


def prepare_credit_note(*, bill: Bill, credits: Sequence[Credit], reason: str, by: User, now: datetime) -> CreditNote:
    """Prepare a credit note of lines of an issued bill; another person approves it.

    What waits counts as credited already, so that two notes together never credit more than the line.
    Raises NotAllowed, NotIssued, ReasonMissing, NothingToCredit, CreditTooLarge, NotCreditedInFull, SameAsBefore.
    """
    require(by, "credit_notes.prepare", bill)
    if bill.state != BillState.ISSUED:
        raise NotIssued()
    said = with_reason(reason, most=2000)
    if not credits:
        raise NothingToCredit()
    with transaction.atomic(), books():
        lines = _checked(bill, credits)
        note = CreditNote.objects.create(
            bill=bill,
            month=bill.month,
            account_id=bill.account_id,
            estate_id=bill.estate_id,
            estate_name=bill.estate_name,
            unit_code=bill.unit_code,
            payer_id=bill.payer_id,
            payer_name=bill.payer_name,
            total=sum((credit.amount for credit in credits), ZERO),
            reason=said,
            prepared_by=by,
            prepared_at=now,
        )
        for position, (credit, line) in enumerate(zip(credits, lines, strict=True)):
            _store(note, position, credit, line)
        audit.record(by=by, action="credit_notes.prepared", subject=bill.number or "", amount=str(note.total))
    return note


def approve_credit_note(*, note_id: int, by: User, now: datetime, today: date) -> CreditNote:
    """Number, post and settle it, and bill anew what was asked for: all or nothing, once.

    What had been paid of a line becomes credit of the account. Raises NotAllowed, SamePerson, AlreadyDecided.
    """
    estate = CreditNote.objects.select_related("estate").get(pk=note_id).estate
    with transaction.atomic(), billing_of(estate), books():
        with approving(CreditNote, note_id, by=by, now=now) as note:
            note.number = CreditNote.series.next(today.year)
            note.issued_on = today
            note.digest = selectors.digest_of(note)
            post_note(note)
        settle_note(note, by=by)
        bill_lines_anew(note, by=by, now=now, today=today)
    return note


def _checked(bill: Bill, credits: Sequence[Credit]) -> list[BillLine]:
    lines = {line.pk: line for line in bill.lines.select_related("charge")}
    given = selectors.credited(list(lines))
    refuse_twice((lines[credit.line_id] for credit in credits), lambda line: line.item_name)
    for credit in credits:
        line = lines[credit.line_id]
        left = line.amount - given.get(line.pk, ZERO)
        if credit.amount <= ZERO:
            raise NothingToCredit()
        if credit.amount > left:
            raise CreditTooLarge(item=line.item_name, bill=bill.number, amount=credit.amount, left=left)
        if credit.instead is not None:
            _check_rebill(line, credit, left, credit.instead)
    return [lines[credit.line_id] for credit in credits]


def _check_rebill(line: BillLine, credit: Credit, left: Yuan, instead: Calculation) -> None:
    if credit.amount != left:
        raise NotCreditedInFull(item=line.item_name, left=left - credit.amount)
    if instead.amount == line.amount or instead.amount <= ZERO:
        raise SameAsBefore(item=line.item_name, amount=instead.amount)


def _store(note: CreditNote, position: int, credit: Credit, line: BillLine) -> None:
    stored = CreditLine.objects.create(
        note=note,
        bill_line=line,
        position=position,
        item_code=line.item_code,
        item_name=line.item_name,
        start=line.start,
        end=line.end,
        line_amount=line.amount,
        amount=credit.amount,
    )
    if credit.instead is not None:
        Rebill.objects.create(
            credit_line=stored,
            quantity=credit.instead.quantity,
            quantity_unit=credit.instead.quantity_unit,
            unit_price=credit.instead.unit_price,
            ratio_numerator=credit.instead.ratio.numerator,
            ratio_denominator=credit.instead.ratio.denominator,
            amount=credit.instead.amount,
        )
