"""过户: the buyer's days begin, the seller keeps the debts; what was held goes where both agreed (rule 9)."""

from datetime import date, datetime

from django.db import transaction

from invoices.modules.deposits.public import DEPOSITS, hand_over
from invoices.modules.ledger.public import RECEIVABLE, EntryDraft, Leg, books, post
from invoices.modules.ownership import selectors
from invoices.modules.ownership.domain.destinations import Goes
from invoices.modules.ownership.domain.errors import (
    BothMustSign,
    ChangedLater,
    ChangeWaits,
    FiguresMoved,
    NoOwnerThen,
    SameNameNeedsPhone,
)
from invoices.modules.ownership.models import OwnerChange
from invoices.modules.payments.public import PaymentChannel, propose_refund
from invoices.modules.receivables.public import (
    CreditDraft,
    CreditKind,
    PayerAccount,
    allocate,
    record_credits,
    unapplied_credits,
    withdraw,
)
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Tenure, change_owner
from property_ops.modules.parking.public import end_leases


def prepare_owner_change(*, change: OwnerChange, by: User, now: datetime) -> OwnerChange:
    """Store what was sold to whom, with what the seller owes and holds now; another person approves it.

    Raises NotAllowed, NoOwnerThen, ChangedLater, ChangeWaits, SameNameNeedsPhone, BothMustSign.
    """
    require(by, OwnerChange.rights.prepare, change.unit)
    with transaction.atomic(), books():
        change.seller = _seller(change)
        if OwnerChange.objects.filter(OwnerChange.WAITS, unit=change.unit).exists():
            raise ChangeWaits(unit=change.unit.code)
        _tell_apart(change)
        if Goes.BUYER in (change.advance_goes, change.deposit_goes) and not change.signed_paper:
            raise BothMustSign()
        held = selectors.account_of(change.unit, change.seller)
        change.owed, change.advance, change.deposit = held.owed, held.advance, held.deposit
        change.prepared_by, change.prepared_at = by, now
        change.save()
        audit.record(by=by, action="ownership.prepared", subject=change.audit_subject, **change.audit_facts())
    return change


def approve_owner_change(*, change_id: int, by: User, now: datetime, today: date) -> OwnerChange:
    """The unit is the buyer's from its day on.

    Raises NotAllowed, SamePerson, AlreadyDecided, ChangedLater, FiguresMoved.
    """
    with transaction.atomic(), books(), approving(OwnerChange, change_id, by=by, now=now) as change:
        if _seller(change) != change.seller:
            raise ChangedLater(unit=change.unit.code, other=change.day)
        _refuse_moved(change)
        change.buyer = change_owner(
            seller=change.seller, day=change.day, name=change.buyer_name, phone=change.buyer_phone, by=by
        )
        change.number = OwnerChange.series.next(today.year)
        change.posted_on = today
        if change.leases_end:
            end_leases(unit=change.unit, day=change.day, by=by)
        _hand_over(change, change.buyer, by, today)
        if change.deposit_goes == Goes.BUYER and change.deposit:
            hand_over(seller=change.seller, buyer=change.buyer, by=by, now=now, today=today)
        if change.advance_goes == Goes.REFUND and change.advance:
            _propose_refund(change, now)
    return change


def _seller(change: OwnerChange) -> Tenure:
    seller = selectors.owner_before(change.unit, change.day)
    if seller is None:
        raise NoOwnerThen(unit=change.unit.code, day=change.day)
    later = selectors.later_change(change.unit, change.day, seller)
    if later is not None:
        raise ChangedLater(unit=change.unit.code, other=later)
    return seller


def _tell_apart(change: OwnerChange) -> None:
    """Of one name at one unit, each has a phone of its own."""
    for known in selectors.known_here(change.unit, change.buyer_name):
        if not change.buyer_phone or known.phone == change.buyer_phone:
            raise SameNameNeedsPhone(name=change.buyer_name, unit=change.unit.code)


def _refuse_moved(change: OwnerChange) -> None:
    """The approver approves the figures that were shown."""
    held = selectors.account_of(change.unit, change.seller)
    for then, now in ((change.advance, held.advance), (change.deposit, held.deposit)):
        if then != now:
            raise FiguresMoved(then=then.grouped(), now=now.grouped())


def _hand_over(change: OwnerChange, buyer: Tenure, by: User, today: date) -> None:
    advance = change.advance if change.advance_goes == Goes.BUYER else ZERO
    deposit = change.deposit if change.deposit_goes == Goes.BUYER else ZERO
    estate, unit, source = change.unit.estate.code, change.unit.code, f"ownership/{change.number}"
    legs = [
        leg
        for account, amount in ((RECEIVABLE, advance), (DEPOSITS, deposit))
        if amount
        for leg in (
            Leg(account, estate, unit, str(change.seller_id), amount.fen),
            Leg(account, estate, unit, str(buyer.pk), -amount.fen),
        )
    ]
    if not legs:
        return
    month = Month.of(today)
    memo = f"过户 {change.number} 预存、押金转新业主"
    post([EntryDraft(source=source, posted_on=today, month=month.start, memo=memo, legs=tuple(legs))])
    if advance:
        seller = PayerAccount(unit, str(change.seller_id))
        for credit in unapplied_credits(unit_code=unit, party=seller.party).order_by("day", "pk"):
            withdraw(credit_id=credit.pk, amount=credit.left, on=today, by=by, cause=source)
        draft = CreditDraft(
            source=source,
            kind=CreditKind.OTHER,
            estate_id=change.unit.estate_id,
            unit_code=unit,
            party=str(buyer.pk),
            amount=advance,
            day=today,
            value_day=today,
            month=month,
        )
        record_credits([draft])
        allocate(accounts={PayerAccount(unit, str(buyer.pk))}, by=by, on=today)


def _propose_refund(change: OwnerChange, now: datetime) -> None:
    """In the name of who prepared it: it waits for another person as every refund does."""
    propose_refund(
        unit_code=change.unit.code,
        party=str(change.seller_id),
        amount=change.advance,
        channel=PaymentChannel.BANK if change.refund_account else PaymentChannel.CASH,
        payee_name=change.seller.name,
        payee_account=change.refund_account,
        reason=f"过户 {change.number} 退预存",
        by=change.prepared_by,
        now=now,
    )
