"""Vouchers entered by hand: prepared by one, approved by another, then numbered and posted on their day (rule 10)."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from invoices.modules.books import selectors
from invoices.modules.books.domain.errors import (
    NotForVouchers,
    NothingRecurs,
    ReversedAlready,
    TooFewLines,
    VoucherDiffers,
    VoucherNotPosted,
)
from invoices.modules.books.models import ManualVoucher, ManualVoucherLine, VoucherPaper
from invoices.modules.books.selectors.vouchers import BY_HOUSEHOLD, day_in
from invoices.modules.ledger.public import EntryDraft, Leg, MonthIsClosed, books, is_closed, post
from property_ops.framework import audit
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.scans import kept_scan
from property_ops.kernel.canonical import digest_of
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.writing import with_reason

MEMO = 120  # characters


@dataclass(frozen=True, slots=True)
class ManualLine:
    """A line of a voucher; debit above zero."""

    account: str
    amount: Yuan
    estate: str = ""
    about: str = ""


def prepare_manual_voucher(
    *, voucher: ManualVoucher, lines: Sequence[ManualLine], by: User, now: datetime, scans: Sequence[bytes] = ()
) -> ManualVoucher:
    """Store a new voucher with photos or PDFs of its papers, to be approved by another person.

    Raises NotAllowed, TooFewLines, VoucherDiffers, NotForVouchers, MonthIsClosed, PictureRefused, ScanRefused.
    """
    require(by, "books.prepare")
    _check(lines)
    with transaction.atomic(), books():
        voucher.attachments = max(voucher.attachments, len(scans))
        stored = _store(voucher, lines, by, now)
        _store_papers(stored, scans, now)
        return stored


def approve_manual_voucher(*, voucher_id: int, by: User, now: datetime) -> ManualVoucher:
    """Number and post it.

    Raises NotAllowed, AlreadyDecided, SamePerson, MonthIsClosed, UnknownAccount, HasSubaccounts.
    """
    with transaction.atomic(), books(), approving(ManualVoucher, voucher_id, by=by, now=now) as voucher:
        voucher.number = ManualVoucher.series.next(voucher.day.year)
        lines = list(voucher.lines.order_by("position"))
        said = [[line.account, line.estate, line.about, line.amount.fen] for line in lines]
        content = {"day": f"{voucher.day}", "memo": voucher.memo, "papers": voucher.papers, "lines": said}
        scans = [one.sha256 for one in voucher.scans.select_related("picture").defer("pdf")]
        evidence = digest_of(content | ({"scans": scans} if scans else {}))
        legs = tuple(Leg(line.account, line.estate, line.about, "", line.amount.fen) for line in lines)
        source, month = f"voucher/{voucher.number}", Month.of(voucher.day).start
        post([EntryDraft(source, voucher.day, month, voucher.memo, legs, evidence)])
    return voucher


def reverse_manual_voucher(*, voucher_id: int, reason: str, on: date, by: User, now: datetime) -> ManualVoucher:
    """Prepare the voucher that takes a posted one back; another person approves it.

    Raises NotAllowed, ReasonMissing, VoucherNotPosted, ReversedAlready, MonthIsClosed.
    """
    require(by, "books.prepare")
    memo = with_reason(reason, most=MEMO)
    with transaction.atomic(), books():
        found = ManualVoucher.objects.select_for_update(of=("self",)).get(pk=voucher_id)
        if found.state != ApprovalState.APPROVED or found.reverses_id:
            raise VoucherNotPosted()
        if found.reversals.exclude(state__in=NEVER_MIND).exists():
            raise ReversedAlready(number=found.number)
        reversal = ManualVoucher(day=on, memo=memo, reverses=found)
        return _store(reversal, [_line(line, sign=-1) for line in found.lines.order_by("position")], by, now)


def prepare_recurring(*, month: Month, by: User, now: datetime) -> int:
    """Prepare the month's vouchers of all that come again every month; how many.

    Raises NotAllowed, NothingRecurs, MonthIsClosed.
    """
    require(by, "books.prepare")
    with transaction.atomic(), books():
        coming = list(selectors.recurring_in(month))
        if not coming:
            raise NothingRecurs(month=month)
        for one in coming:
            again = ManualVoucher(
                day=day_in(month, one.day), memo=one.memo, attachments=one.attachments, papers=one.papers, repeats=one
            )
            _store(again, [_line(line, sign=1) for line in one.lines.order_by("position")], by, now)
    return len(coming)


def _store(voucher: ManualVoucher, lines: Sequence[ManualLine], by: User, now: datetime) -> ManualVoucher:
    voucher.prepared_by, voucher.prepared_at = by, now
    month = Month.of(voucher.day)
    if is_closed(month):
        raise MonthIsClosed(month=month, source=voucher.memo)
    voucher.month = month.start
    voucher.save()
    ManualVoucherLine.objects.bulk_create(
        ManualVoucherLine(
            voucher=voucher,
            position=position,
            account=one.account,
            estate=one.estate,
            about=one.about,
            amount=one.amount,
        )
        for position, one in enumerate(lines)
    )
    audit.record(by=by, action="books.prepared", subject=voucher.memo, day=f"{voucher.day}")
    return voucher


def _store_papers(voucher: ManualVoucher, scans: Iterable[bytes], now: datetime) -> None:
    papers = []
    for position, scan in enumerate(scans):
        picture, pdf = kept_scan(scan, now=now)
        digest = hashlib.sha256(pdf).hexdigest() if pdf is not None else ""
        papers.append(VoucherPaper(voucher=voucher, position=position, picture=picture, pdf=pdf, pdf_sha256=digest))
    VoucherPaper.objects.bulk_create(papers)


def _line(line: ManualVoucherLine, *, sign: int) -> ManualLine:
    return ManualLine(line.account, Yuan(sign * line.amount.fen), line.estate, line.about)


def _check(lines: Sequence[ManualLine]) -> None:
    if len(lines) < 2:
        raise TooFewLines()
    for line in lines:
        if line.account in BY_HOUSEHOLD:
            raise NotForVouchers(account=line.account)
    debit = sum((line.amount for line in lines if line.amount > ZERO), ZERO)
    credit = -sum((line.amount for line in lines if line.amount < ZERO), ZERO)
    if debit != credit:
        raise VoucherDiffers(debit=debit.grouped(), credit=credit.grouped(), difference=(debit - credit).grouped())
