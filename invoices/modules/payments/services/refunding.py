"""Refunds: credit of an account that is paid back, proposed by one person and approved by another (rule 10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from invoices.modules.ledger.public import Leg, books, post
from invoices.modules.payments.domain.channels import GOING_OUT, PaymentChannel
from invoices.modules.payments.domain.errors import AmountAboveZero, NoCreditToRefund, NoSuchAccount
from invoices.modules.payments.models import Refund
from invoices.modules.payments.selectors.refundable import REFUNDABLE, RefundableAccount
from invoices.modules.payments.services.posting import SubledgerAccount, between, cash_account
from invoices.modules.receivables.public import PayerAccount, balance_of, unapplied_credits, withdraw
from property_ops.framework import audit
from property_ops.framework.approval.models import Prepared
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.writing import with_reason
from property_ops.modules.estates.public import Unit


@dataclass(frozen=True, slots=True)
class Payee:
    """Who gets the money, and how."""

    name: str
    channel: PaymentChannel
    account: str = ""


def propose_refund(
    *,
    unit_code: str,
    party: str,
    amount: Yuan,
    channel: PaymentChannel,
    payee_name: str,
    payee_account: str,
    reason: str,
    by: User,
    now: datetime,
) -> Refund:
    """Propose to pay back unused credit. Raises NotAllowed, AmountAboveZero, ReasonMissing, NoSuchAccount,
    NoCreditToRefund."""
    require(by, "payments.refund")
    if amount <= ZERO:
        raise AmountAboveZero()
    reason = with_reason(reason)
    unit = Unit.objects.filter(code=unit_code).first()
    if unit is None:
        raise NoSuchAccount(account=unit_code)
    with transaction.atomic(), books():
        _refuse_above_credit(PayerAccount(unit_code, party), amount)
        refund = Refund.objects.create(
            unit=unit,
            party=party,
            payee_name=payee_name,
            payee_account=payee_account,
            amount=amount,
            channel=channel,
            reason=reason,
            prepared_by=by,
            prepared_at=now,
        )
        audit.record(by=by, action="payments.refund_proposed", subject=unit_code, amount=str(amount))
    return refund


def propose_refunds(
    *, accounts: Sequence[RefundableAccount], channel: PaymentChannel, reason: str, by: User, now: datetime
) -> int:
    """Propose to pay back to each payer all that is left of the account's credit; all or none, each decided by itself.

    Raises as `propose_refund` does.
    """
    with transaction.atomic():
        for one in accounts:
            propose_refund(
                unit_code=one.account.unit_code,
                party=one.account.party,
                amount=one.credit,
                channel=channel,
                payee_name=one.payer,
                payee_account="",
                reason=reason,
                by=by,
                now=now,
            )
    return len(accounts)


def approve_refund(*, refund: int, by: User, now: datetime, today: date) -> Refund:
    """Number it and post it: Dr 1122, Cr cash; or Cr 2241.05, from where the bank's file takes it.

    Raises NotAllowed, AlreadyDecided, SamePerson, NoCreditToRefund.
    """
    with transaction.atomic(), books(), approving(Refund, refund, by=by, now=now) as found:
        _pay_back(found, by, today)
    return found


def refund_approved(
    *, of: Prepared, unit: Unit, party: str, amount: Yuan, payee: Payee, reason: str, today: date
) -> Refund:
    """Pay back what was credited to the account just now for something else that two persons stand for (`of`).

    The caller holds the books. Raises NoCreditToRefund.
    """
    refund = Refund(
        unit=unit,
        party=party,
        payee_name=payee.name,
        payee_account=payee.account,
        amount=amount,
        channel=payee.channel,
        reason=reason,
        prepared_by=of.prepared_by,
        prepared_at=of.prepared_at,
        state=of.state,
        decided_by=of.decided_by,
        decided_at=of.decided_at,
    )
    assert of.decided_by is not None
    _pay_back(refund, of.decided_by, today)
    refund.save()
    return refund


def _pay_back(found: Refund, by: User, today: date) -> None:
    account = PayerAccount(found.unit.code, found.party)
    _refuse_above_credit(account, found.amount)
    found.number = Refund.series.next(today.year)
    found.posted_on = today
    is_cash = found.channel == PaymentChannel.CASH
    paid = cash_account(found.channel) if is_cash else GOING_OUT
    place = SubledgerAccount(found.unit.estate.code, *account)
    legs = place.leg(found.amount.fen), [Leg(paid, subledger="" if is_cash else found.number, fen=-found.amount.fen)]
    post([between(f"refund/{found.number}", today, Month.of(today).start, f"退款 {found.number}", *legs)])
    left = found.amount
    credits = unapplied_credits(unit_code=account.unit_code, party=account.party).filter(kind__in=REFUNDABLE)
    for credit in credits.order_by("day", "pk"):
        part = min(left, credit.left)
        if part:
            withdraw(credit_id=credit.pk, amount=part, on=today, by=by, cause=f"refund/{found.number}")
        left -= part
    if left:
        raise NoCreditToRefund(account=account.unit_code, left=found.amount - left, amount=found.amount)


def _refuse_above_credit(account: PayerAccount, amount: Yuan) -> None:
    """Of a credit note or write-off nothing is left that could be paid out: they settle their lines in full."""
    left = balance_of(account).credit
    if amount > left:
        raise NoCreditToRefund(account=account.unit_code, left=left, amount=amount)
