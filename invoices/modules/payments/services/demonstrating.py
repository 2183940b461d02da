"""The receipts of the demonstration: the office's own, imported, and what most households paid besides."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils import timezone

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.models import Receipt
from invoices.modules.payments.services.recording import record
from invoices.modules.receivables.public import open_lines
from property_ops.framework.accounts import user_named
from property_ops.kernel.money import ZERO, Yuan

PAPERS = Path(__file__).resolve().parents[1] / "demo"
COLLECTED = "代收专户交易明细-2022年7月"
COLLECTING, STOOD_AT = "1560020100000268888", Yuan(203_000_00)
"""The account that the bank collects on, and what its statement began with: with what the office's own statement
begins with, the opening balance of 1002."""
PAY, PAY_ALL_OF_IT = 88, 52
"""Of a hundred households: those that paid what was billed before June, and those of them that paid June's bill too."""
LAST = date(2022, 6, 1)
FIRST_DAY, DAYS = 8, 18


def import_receipts(call: Callable[..., Any]) -> None:
    call("import", str(PAPERS), by="accountant")


def collect_by_bank(call: Callable[..., Any]) -> None:
    """The papers of the office are of some days; without this nearly nobody would have paid anything. Once."""
    if Receipt.objects.filter(file=COLLECTED).exists():
        return
    now = timezone.now()
    movements = list(_as_the_bank_tells(_paid()))
    record(movements=movements, by=user_named("accountant"), now=now, today=timezone.localdate(now), file=COLLECTED)


def _as_the_bank_tells(movements: Iterator[MoneyMovement]) -> Iterator[MoneyMovement]:
    """In order of their days, each with the balance behind it."""
    balance = STOOD_AT
    for one in sorted(movements, key=lambda one: one.day):
        balance += one.amount
        yield replace(one, own_account=COLLECTING, balance=balance, place=1)


def _paid() -> Iterator[MoneyMovement]:
    """A payment of each household that pays, by unit code: the same ones each time."""
    owed: dict[tuple[str, str], Yuan] = defaultdict(lambda: ZERO)
    rows = (
        open_lines()
        .order_by("bill__unit_code")
        .values_list("bill__unit_code", "bill__payer_name", "bill__month", "open")
    )
    for unit, payer, month, amount in rows:
        if _place(unit) < (PAY_ALL_OF_IT if month >= LAST else PAY):
            owed[unit, payer] += amount
    for number, ((unit, payer), amount) in enumerate(owed.items(), 1):
        yield MoneyMovement(
            channel=PaymentChannel.BANK,
            transaction=f"DS202207{number:06d}",
            day=LAST.replace(month=7, day=FIRST_DAY + _place(f"{unit} day") % DAYS),
            amount=amount,
            name=payer,
            memo=f"物业费 {unit}",
        )


def _place(words: str) -> int:
    return int.from_bytes(sha256(words.encode()).digest()[:4]) % 100
