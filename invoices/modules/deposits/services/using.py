"""What becomes of a deposit: paid back, or set off against debts due; one proposes, another approves (rule 10)."""

from datetime import date, datetime

from django.db import transaction

from invoices.modules.deposits import selectors
from invoices.modules.deposits.domain.errors import DepositNeedsAmount, MoreThanDue, MoreThanHeld, NotInCash
from invoices.modules.deposits.domain.uses import DEPOSITS, UseKind
from invoices.modules.deposits.models import Deposit, DepositUse
from invoices.modules.deposits.services.providers import post_use
from invoices.modules.ledger.public import RECEIVABLE, EntryDraft, Leg, books, post
from invoices.modules.payments.public import Payee, PaymentChannel, refund_approved
from invoices.modules.receivables.public import CreditDraft, CreditKind, record_credits, settle
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import ReasonMissing
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Unit


def propose_return(*, deposit_id: int, amount: Yuan, payee: Payee, reason: str, by: User, now: datetime) -> DepositUse:
    """Pay so much of it back. Raises NotAllowed, DepositNeedsAmount, ReasonMissing, MoreThanHeld, NotInCash."""
    with transaction.atomic(), books():
        deposit = _asked(deposit_id, amount, reason, by)
        if deposit.provider_id and payee.channel is PaymentChannel.CASH:
            raise NotInCash()
        use = DepositUse(
            deposit=deposit,
            kind=UseKind.BACK,
            amount=amount,
            reason=reason.strip(),
            channel=payee.channel,
            payee_name=payee.name,
            payee_account=payee.account,
            prepared_by=by,
            prepared_at=now,
        )
        return _proposed(use, by)


def propose_set_off(*, deposit_id: int, amount: Yuan, reason: str, by: User, now: datetime, today: date) -> DepositUse:
    """Let so much of it pay what is due, or of a provider's be kept by its agreement.

    Raises NotAllowed, DepositNeedsAmount, ReasonMissing, MoreThanHeld, MoreThanDue.
    """
    with transaction.atomic(), books():
        deposit = _asked(deposit_id, amount, reason, by)
        _refuse_above_due(deposit, amount, today)
        use = DepositUse(
            deposit=deposit, kind=UseKind.DEBT, amount=amount, reason=reason.strip(), prepared_by=by, prepared_at=now
        )
        return _proposed(use, by)


def approve_use(*, use_id: int, by: User, now: datetime, today: date) -> DepositUse:
    """Dr 2241.04, Cr 1122; then it is paid out, or settles the oldest debts due. A provider's: services.providers.

    What waits is held for it: the database lets no more be proposed. Raises NotAllowed, SamePerson, AlreadyDecided,
    MoreThanDue.
    """
    with transaction.atomic(), books(), approving(DepositUse, use_id, by=by, now=now) as use:
        deposit = _held(use.deposit_id)
        if use.kind == UseKind.DEBT:
            _refuse_above_due(deposit, use.amount, today)
        use.number = DepositUse.series.next(today.year)
        use.posted_on = today
        if deposit.unit is None:
            post_use(use, deposit, today)
        else:
            _post_of_unit(use, deposit, deposit.unit, by, today)
    return use


def _post_of_unit(use: DepositUse, deposit: Deposit, unit: Unit, by: User, today: date) -> None:
    credit = _credited(use, deposit, unit, today)
    if use.kind == UseKind.DEBT:
        _settle(use, deposit, credit, by, today)
        return
    use.refund = refund_approved(
        of=use,
        unit=unit,
        party=str(deposit.payer_id),
        amount=use.amount,
        payee=Payee(use.payee_name, PaymentChannel(use.channel), use.payee_account),
        reason=f"退{deposit.kind.name} {deposit.number} {use.reason}"[:200],
        today=today,
    )


def _held(deposit_id: int) -> Deposit:
    rows = selectors.with_left(Deposit.objects.filter(pk=deposit_id))
    found: Deposit = rows.select_related("unit__estate", "payer", "provider", "kind").get()
    return found


def _asked(deposit_id: int, amount: Yuan, reason: str, by: User) -> Deposit:
    deposit = _held(deposit_id)
    require(by, DepositUse.rights.prepare, deposit)
    if amount <= ZERO:
        raise DepositNeedsAmount()
    if not reason.strip():
        raise ReasonMissing()
    free: Yuan = deposit.free  # type: ignore[attr-defined]
    if amount > free:
        raise MoreThanHeld(number=deposit.number, left=free.grouped(), amount=amount.grouped())
    return deposit


def _proposed(use: DepositUse, by: User) -> DepositUse:
    use.save()
    audit.record(by=by, action="deposits.use_prepared", subject=use.audit_subject, **use.audit_facts())
    return use


def _refuse_above_due(deposit: Deposit, amount: Yuan, today: date) -> None:
    if deposit.unit is None:
        return
    due = selectors.due(deposit, on=today)
    if amount > due:
        raise MoreThanDue(unit=deposit.unit.code, due=due.grouped())


def _credited(use: DepositUse, deposit: Deposit, unit: Unit, today: date) -> int:
    """From 2241.04 to the account of whoever gave it; the credit."""
    source = f"deposit_use/{use.number}"
    whose = deposit.place
    words = "押金抵欠费" if use.kind == UseKind.DEBT else "退押金"
    legs = Leg(DEPOSITS, *whose, use.amount.fen), Leg(RECEIVABLE, *whose, -use.amount.fen)
    memo = f"{words} {use.number} {deposit.number}"
    post([EntryDraft(source=source, posted_on=today, month=Month.of(today).start, memo=memo, legs=legs)])
    draft = CreditDraft(
        source=source,
        kind=CreditKind.OTHER,
        estate_id=unit.estate_id,
        unit_code=unit.code,
        party=str(deposit.payer_id),
        amount=use.amount,
        day=today,
        value_day=today,
        month=Month.of(today),
    )
    return record_credits([draft])[0]


def _settle(use: DepositUse, deposit: Deposit, credit: int, by: User, today: date) -> None:
    left = use.amount
    for line in selectors.due_lines(deposit, on=today):
        part = min(left, line.open)
        if part:
            settle(credit_id=credit, line_id=line.pk, amount=part, on=today, by=by, cause=f"deposit_use/{use.number}")
        left -= part
