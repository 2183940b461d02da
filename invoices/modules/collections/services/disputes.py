"""Disputes (异议): taken down, answered; meanwhile the line is held (docs/product.md rule 12)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from invoices.modules.billing.public import BillLine, BillState
from invoices.modules.collections.domain.errors import DisputedAlready, DueDayPassed
from invoices.modules.collections.domain.states import DISPUTE_MOVES, Answer, DisputeState
from invoices.modules.collections.models import Dispute, DisputeEvent, DisputePhoto
from invoices.modules.credit_notes.public import Credit, CreditNote, NotIssued, prepare_credit_note
from invoices.modules.ledger.public import books
from invoices.modules.receivables.public import end_hold, hold, move_due_day
from property_ops.framework import audit
from property_ops.framework.approval.domain import AlreadyDecided
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.kernel.errors import ReasonMissing
from property_ops.kernel.money import Yuan


def open_dispute(
    *,
    line: BillLine,
    words: str,
    channel: str,
    by: User | None,
    now: datetime,
    today: date,
    photos: Sequence[bytes] = (),
) -> Dispute:
    """Hold the line until the dispute is answered; the rest of the bill stays due.

    `by` is who took it down; None for the resident's own page, which asks for no permission.
    Raises NotAllowed, NotIssued, ReasonMissing, DisputedAlready, PictureRefused.
    """
    if by is not None:
        require(by, "collections.dispute", line)
    bill = line.bill
    if bill.state != BillState.ISSUED:
        raise NotIssued()
    if not words.strip():
        raise ReasonMissing()
    pictures = dict.fromkeys(keep(data, now=now) for data in photos)
    with transaction.atomic(), books():
        if Dispute.objects.filter(bill_line=line, state=DisputeState.OPEN).exists():
            raise DisputedAlready(item=line.item_name, bill=bill.number)
        dispute = Dispute.objects.create(
            bill_line=line,
            estate_id=bill.estate_id,
            channel=channel,
            words=words.strip(),
            opened_by=by,
            opened_on=today,
        )
        for picture in pictures:
            DisputePhoto.objects.create(dispute=dispute, picture=picture)
        hold(line_id=line.pk, source=hold_of(dispute), on=today)
        _tell(dispute, "opened", words.strip(), by, now)
        audit.record(by=by, action="collections.dispute_opened", subject=bill.number or "")
    return dispute


def note_on_dispute(*, dispute_id: int, words: str, by: User, now: datetime) -> None:
    """Add to the time line what was found or said. Raises NotAllowed, ReasonMissing, AlreadyDecided."""
    require(by, "collections.dispute", _of(dispute_id))
    if not words.strip():
        raise ReasonMissing()
    with transaction.atomic(), books():
        dispute = _locked(dispute_id)
        _check_open(dispute)
        _tell(dispute, "noted", words.strip(), by, now)
        audit.record(by=by, action="collections.dispute_noted", subject=dispute.bill_line.bill.number or "")


def uphold(*, dispute_id: int, amount: Yuan, answer: str, by: User, now: datetime, today: date) -> CreditNote:
    """The resident is right, for so much of the line: prepare a credit note, which another person approves.

    Raises NotAllowed, AlreadyDecided, ReasonMissing, CreditTooLarge.
    """
    require(by, "collections.prepare", _of(dispute_id))
    with transaction.atomic(), books():
        dispute = _locked(dispute_id)
        line = dispute.bill_line
        _close(dispute, Answer.UPHOLD, answer, by, now, today)
        reason = f"异议成立：{answer.strip()}"
        note = prepare_credit_note(bill=line.bill, credits=[Credit(line.pk, amount)], reason=reason, by=by, now=now)
        dispute.credit_note = note
        dispute.save()
        _tell(dispute, "upheld", answer.strip(), by, now)
    return note


def reject(*, dispute_id: int, new_due_on: date, answer: str, by: User, now: datetime, today: date) -> Dispute:
    """The line stands and is due again, on a day that leaves time to pay.

    Raises NotAllowed, AlreadyDecided, ReasonMissing, DueDayPassed.
    """
    require(by, "collections.prepare", _of(dispute_id))
    if new_due_on <= today:
        raise DueDayPassed(today=today)
    with transaction.atomic(), books():
        dispute = _locked(dispute_id)
        _close(dispute, Answer.REJECT, answer, by, now, today)
        dispute.new_due_on = new_due_on
        dispute.save()
        move_due_day(line_id=dispute.bill_line_id, due_on=new_due_on, on=today, source=hold_of(dispute))
        _tell(dispute, "rejected", answer.strip(), by, now)
    return dispute


def withdraw_dispute(*, dispute_id: int, words: str, by: User, now: datetime, today: date) -> Dispute:
    """The resident takes it back. Raises NotAllowed, AlreadyDecided, ReasonMissing."""
    require(by, "collections.dispute", _of(dispute_id))
    with transaction.atomic(), books():
        dispute = _locked(dispute_id)
        _close(dispute, Answer.WITHDRAW, words, by, now, today)
        dispute.save()
        _tell(dispute, "withdrawn", words.strip(), by, now)
    return dispute


def hold_of(dispute: Dispute) -> str:
    """The source of the hold on the line."""
    return f"dispute/{dispute.pk}"


def _of(dispute_id: int) -> Dispute:
    return Dispute.objects.get(pk=dispute_id)


def _locked(dispute_id: int) -> Dispute:
    return Dispute.objects.select_for_update(of=("self",)).select_related("bill_line__bill").get(pk=dispute_id)


def _check_open(dispute: Dispute) -> None:
    if dispute.state != DisputeState.OPEN:
        raise AlreadyDecided(thing=str(dispute.bill_line.bill))


def _close(dispute: Dispute, answer: Answer, words: str, by: User, now: datetime, today: date) -> None:
    """Answered and no longer held; the caller saves it."""
    _check_open(dispute)
    if not words.strip():
        raise ReasonMissing()
    dispute.state = DISPUTE_MOVES.after(DisputeState(dispute.state), answer, thing=str(dispute.bill_line.bill))
    dispute.answer, dispute.answered_by, dispute.answered_on = words.strip(), by, today
    end_hold(line_id=dispute.bill_line_id, source=hold_of(dispute), on=today)
    audit.record(
        by=by, action="collections.dispute_answered", subject=dispute.bill_line.bill.number or "", answer=answer.value
    )


def _tell(dispute: Dispute, what: str, words: str, by: User | None, now: datetime) -> None:
    DisputeEvent.objects.create(dispute=dispute, at=now, by=by, what=what, words=words)
