"""Cost vouchers: prepared by one, approved by another, then numbered and posted in one transaction (rule 10)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from invoices.modules.breakeven.domain.errors import NotPosted, SameVoucherAgain, VoucherPaid, VoucherReversedAlready
from invoices.modules.breakeven.domain.posting import Cost, legs_of, negated, sums_of
from invoices.modules.breakeven.models import CostVoucher
from invoices.modules.ledger.public import EntryDraft, Leg, books, post
from invoices.modules.payments.public import paid_by_name
from property_ops.framework import audit
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.approval.services import approving_each
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import Yuan
from property_ops.kernel.writing import with_reason

MEMO = 120  # characters


def prepare_voucher(*, voucher: CostVoucher, by: User, now: datetime) -> CostVoucher:
    """Store a new voucher, to be approved by another person. Raises NotAllowed, SameVoucherAgain."""
    require(by, "breakeven.prepare", voucher.estate)
    voucher.prepared_by, voucher.prepared_at = by, now
    with transaction.atomic(), books():
        same = CostVoucher.objects.filter(
            estate=voucher.estate, month=voucher.month, kind=voucher.kind, reference=voucher.reference, reverses=None
        )
        if same.exclude(state__in=NEVER_MIND).exists():
            raise SameVoucherAgain(reference=voucher.reference)
        voucher.save()
        _record(by, "breakeven.prepared", voucher)
    return voucher


def reverse_voucher(*, voucher_id: int, reason: str, by: User, now: datetime) -> CostVoucher:
    """Prepare the voucher that takes a posted one back; another person approves it.

    Raises NotAllowed, ReasonMissing, NotPosted, VoucherReversedAlready, VoucherPaid.
    """
    require(by, "breakeven.prepare", CostVoucher.objects.get(pk=voucher_id))
    memo = with_reason(reason, most=MEMO)
    with transaction.atomic(), books():
        found = CostVoucher.objects.select_for_update().get(pk=voucher_id)
        if found.state != ApprovalState.APPROVED or found.reverses_id:
            raise NotPosted()
        if found.reversals.exclude(state__in=NEVER_MIND).exists():
            raise VoucherReversedAlready(number=found.number)
        _refuse_paid([found])
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


def approve_vouchers(*, ids: Collection[int], by: User, now: datetime, today: date) -> int:
    """Approve those of the vouchers that wait, number them and post them; how many.

    Raises NotAllowed, NothingToApprove, VoucherPaid, and SamePerson where `by` prepared one of them: none is approved.
    """
    asked = CostVoucher.objects.filter(pk__in=ids).select_related("estate", "kind", "reverses")
    asked = asked.order_by("month", "estate__code", "pk")
    with transaction.atomic(), books(), approving_each(asked, by=by, now=now) as vouchers:
        _refuse_paid([one.reverses for one in vouchers if one.reverses])
        for voucher in vouchers:
            voucher.number, voucher.posted_on = CostVoucher.series.next(voucher.month.year), today
        post([_entry(voucher, today) for voucher in vouchers])
    return len(vouchers)


def _refuse_paid(reversed_ones: Sequence[CostVoucher]) -> None:
    """A payment that names a voucher would pay what is no longer owed."""
    paid = paid_by_name([str(one.number) for one in reversed_ones])
    for number, amount in paid.items():
        raise VoucherPaid(number=number, paid=amount)


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
        legs=tuple(Leg(*leg) for leg in legs_of(sums, estate=voucher.estate.code, party=str(voucher.number))),
    )


def _record(by: User, action: str, voucher: CostVoucher) -> None:
    audit.record(
        by=by, action=action, subject=f"{voucher.estate.code} {voucher.reference}"[:120], amount=str(voucher.amount)
    )
