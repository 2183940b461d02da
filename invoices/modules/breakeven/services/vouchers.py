"""Cost vouchers: prepared by one, approved by another, then numbered and posted in one transaction (rule 10)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from invoices.modules.breakeven.domain.errors import (
    NotPosted,
    NoVoucherToApprove,
    SameVoucherAgain,
    VoucherReversedAlready,
)
from invoices.modules.breakeven.domain.posting import Cost, legs_of, negated, sums_of
from invoices.modules.breakeven.domain.states import MOVES, VoucherMove, VoucherState
from invoices.modules.breakeven.models import CostVoucher
from invoices.modules.ledger.public import EntryDraft, post
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.numbering import reserve
from property_ops.framework.permissions import require
from property_ops.kernel.errors import ReasonMissing, SamePerson
from property_ops.kernel.money import Yuan

MEMO = 120  # characters


def prepare_voucher(*, voucher: CostVoucher, by: User, now: datetime) -> CostVoucher:
    """Store a new voucher, to be approved by another person. Raises NotAllowed, SameVoucherAgain."""
    require(by, "breakeven.prepare")
    voucher.prepared_by, voucher.prepared_at = by, now
    with transaction.atomic():
        same = CostVoucher.objects.filter(
            estate=voucher.estate, month=voucher.month, kind=voucher.kind, reference=voucher.reference, reverses=None
        )
        if same.exclude(state=VoucherState.WITHDRAWN).exists():
            raise SameVoucherAgain(reference=voucher.reference)
        voucher.save()
        _record(by, "breakeven.prepared", voucher)
    return voucher


def reverse_voucher(*, voucher_id: int, reason: str, by: User, now: datetime) -> CostVoucher:
    """Prepare the voucher that takes a posted one back; another person approves it.

    Raises NotAllowed, ReasonMissing, NotPosted, VoucherReversedAlready.
    """
    require(by, "breakeven.prepare")
    memo = " ".join(reason.split())[:MEMO]
    if not memo:
        raise ReasonMissing()
    with transaction.atomic():
        found = CostVoucher.objects.select_for_update().get(pk=voucher_id)
        if found.state != VoucherState.POSTED or found.reverses_id:
            raise NotPosted()
        if found.reversals.exclude(state=VoucherState.WITHDRAWN).exists():
            raise VoucherReversedAlready(number=found.number)
        reversal = CostVoucher.objects.create(
            estate=found.estate,
            month=found.month,
            kind=found.kind,
            funding=found.funding,
            amount=-found.amount,
            memo=memo,
            reference=found.reference,
            reverses=found,
            prepared_by=by,
            prepared_at=now,
        )
        _record(by, "breakeven.prepared", reversal)
    return reversal


def withdraw_voucher(*, voucher_id: int, by: User) -> CostVoucher:
    """Take a voucher back that still waits. Raises NotAllowed, IllegalMove."""
    require(by, "breakeven.prepare")
    with transaction.atomic():
        found = CostVoucher.objects.select_for_update().get(pk=voucher_id)
        found.state = MOVES.after(VoucherState(found.state), VoucherMove.WITHDRAW, thing=found.reference)
        found.save(update_fields=["state"])
        _record(by, "breakeven.withdrawn", found)
    return found


def approve_vouchers(*, ids: Collection[int], by: User, now: datetime, today: date) -> int:
    """Approve those of the vouchers that wait, number them and post them; how many.

    Raises NotAllowed, NoVoucherToApprove, and SamePerson where `by` prepared one of them: then none is approved.
    """
    require(by, "breakeven.approve")
    with transaction.atomic():
        waiting = CostVoucher.objects.filter(pk__in=ids, state__in=MOVES.sources(VoucherMove.APPROVE))
        locked = waiting.select_for_update(of=("self",)).select_related("estate", "kind")
        vouchers = list(locked.order_by("month", "estate__code", "pk"))
        if not vouchers:
            raise NoVoucherToApprove()
        if any(voucher.prepared_by_id == by.pk for voucher in vouchers):
            raise SamePerson(user=str(by))
        for voucher in vouchers:
            voucher.state = VoucherState.POSTED
            voucher.number = _number(voucher.month.year)
            voucher.approved_by, voucher.approved_at, voucher.posted_on = by, now, today
            voucher.save()
        post([_entry(voucher, today) for voucher in vouchers])
        audit.record(
            by=by, action="breakeven.approved", subject=str(vouchers[0].number), vouchers=len(vouchers),
            amount=str(sum((voucher.amount for voucher in vouchers), Yuan(0))),
        )  # fmt: skip
    return len(vouchers)


def _number(year: int) -> str:
    """`FY2022-000001`: one series a year."""
    series = f"FY{year}"
    return f"{series}-{reserve(series, 1):06d}"


def _entry(voucher: CostVoucher, today: date) -> EntryDraft:
    whole = abs(voucher.amount.fen)
    cost = Cost(voucher.kind.expense_account, voucher.kind.payable_account, Yuan(whole))
    sums = sums_of([cost], paid={voucher.funding: cost.amount})
    if voucher.reverses_id:
        sums = negated(sums)
    return EntryDraft(
        source=f"cost/{voucher.number}",
        posted_on=today,
        month=voucher.month,
        memo=f"费用凭证 {voucher.number} {voucher.memo}"[:200],
        legs=legs_of(sums, estate=voucher.estate.code, party=str(voucher.number)),
    )


def _record(by: User, action: str, voucher: CostVoucher) -> None:
    audit.record(
        by=by, action=action, subject=f"{voucher.estate.code} {voucher.reference}"[:120], amount=str(voucher.amount)
    )
