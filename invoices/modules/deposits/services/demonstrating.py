"""Deposits in the demonstration: of homes one held, one paid back, one of which a part waits to be paid back; and one
of a provider."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from invoices.modules.deposits import selectors
from invoices.modules.deposits.models import Deposit, DepositKind, DepositUse
from invoices.modules.deposits.services.providers import ProvidersDeposit, take_from_provider
from invoices.modules.deposits.services.taking import GivenDeposit, take_deposit
from invoices.modules.deposits.services.using import approve_use, propose_return
from invoices.modules.payments.public import MoneyMovement, Payee, PaymentChannel
from property_ops.framework.accounts import user_named
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Unit
from property_ops.modules.providers.public import Provider

GIVEN = (
    ("renovation", Yuan(2_000_00), "客厅、卫生间装修"),
    ("renovation", Yuan(1_000_00), "厨房改造"),
    ("entry_pass", Yuan(100_00), "施工人员出入证 2 张"),
)

AGREED, BALANCE = Yuan(2_000_00), Yuan(150_826_22)
"""What a provider's agreement asks for, and the office's bank balance with it, after what its statement ends with."""


def take_some(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once."""
    units = list(Unit.objects.filter(estate__name="牡丹花园").select_related("estate").order_by("code")[8:11])
    if DepositUse.objects.exists() or len(units) < len(GIVEN):
        return
    accountant, now = user_named("accountant"), timezone.now()
    taken = [
        _taken(unit, *given, accountant, place) for place, (unit, given) in enumerate(zip(units, GIVEN, strict=True))
    ]
    for deposit, amount, why in (
        (taken[1], taken[1].amount, "查验合格，垃圾已清运"),
        (taken[2], Yuan(50_00), "交回 1 张"),
    ):
        payee = Payee(deposit.whose, PaymentChannel.BANK, "6217000010001234567")
        propose_return(deposit_id=deposit.pk, amount=amount, payee=payee, reason=why, by=accountant, now=now)
    back = DepositUse.objects.get(deposit=taken[1])
    approve_use(use_id=back.pk, by=user_named("reviewer"), now=now, today=timezone.localdate(now))


def take_of_a_provider(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: what the locksmiths' agreement asks for came by the bank; once."""
    provider = Provider.objects.filter(code="FW001").first()
    if provider is None or Deposit.objects.filter(provider=provider).exists():
        return
    now = timezone.now()
    today = timezone.localdate(now)
    given = ProvidersDeposit(provider, DepositKind.objects.get(code="agreement"), "开锁换锁合作协议")
    movement = MoneyMovement(
        channel=PaymentChannel.BANK,
        transaction="FW001YJ2022",
        day=today,
        amount=AGREED,
        name=provider.name,
        balance=BALANCE,
        place=1,
    )
    take_from_provider(given=given, movement=movement, by=user_named("accountant"), now=now, today=today)


def _taken(unit: Unit, kind: str, amount: Yuan, about: str, by: User, place: int) -> Deposit:
    now = timezone.now()
    payer = selectors.may_give(unit).first()
    assert payer is not None
    given = GivenDeposit(unit, payer, DepositKind.objects.get(code=kind), about)
    movement = MoneyMovement(
        channel=PaymentChannel.CARD, transaction=f"POSYJ{place:04d}", day=timezone.localdate(now), amount=amount
    )
    return take_deposit(given=given, movement=movement, by=by, now=now, today=timezone.localdate(now))
