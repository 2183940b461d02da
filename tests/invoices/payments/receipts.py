"""Receipts as a file brings them, and what is asked of the books afterwards."""

from datetime import UTC, date, datetime
from typing import Any

from invoices.modules.ledger.public import balances_of_account, trial_balance
from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.models import Receipt
from invoices.modules.payments.services import record
from invoices.modules.receivables.public import PayerAccount, balance_of
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from tests import verifying
from tests.invoices.june import bill_of

DAY, TODAY = date(2022, 7, 8), date(2022, 7, 20)
NOW = datetime(2022, 7, 20, 9, 0, tzinfo=UTC)


def movement(fen: int, transaction: str = "T1", **more: Any) -> MoneyMovement:
    """Of a memo with an address the payer is the owner of BC01-5-2-301, unless the test names somebody."""
    usual = {"channel": PaymentChannel.BANK, "transaction": transaction, "day": DAY, "amount": Yuan(fen)}
    if any(digit in more.get("memo", "") for digit in "0123456789０１２３"):
        usual["name"] = "李小华"
    return MoneyMovement(**(usual | more))


def recorded(by: User, *movements: MoneyMovement, today: date = TODAY) -> list[Receipt]:
    record(movements=movements, by=by, now=NOW, today=today, file="银行流水.xlsx")
    return list(Receipt.objects.order_by("pk"))


def party_of(code: str) -> str:
    return str(bill_of(code).payer_id)


def owes(code: str) -> Yuan:
    return balance_of(PayerAccount(code, party_of(code))).balance


def on_account(code: str) -> Yuan:
    """The balance of a ledger account."""
    return sum(balances_of_account(code).values(), ZERO)


def differences() -> list[str]:
    assert sum(one[2].fen - one[3].fen for one in trial_balance()) == 0
    return verifying.differences()
