"""What a statement says: final texts and final amounts, so that the printer neither looks up nor adds anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from invoices.modules.statements.domain.errors import BalanceDoesNotAddUp, LinesDoNotAddUp, StatementWithoutLines
from property_ops.kernel.money import ZERO, Yuan


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The company and its standing words, the same on every statement of a run."""

    company: str
    contact: str  # one line under the name: address, telephone, hours
    ways_to_pay: tuple[str, ...]  # one paragraph each
    how_to_object: tuple[str, ...]  # one paragraph each


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One charge, or with a negative amount the credit of one. Texts that do not apply are empty."""

    item: str
    amount: Yuan
    service_period: str = ""  # 2022.06.01–06.30, the last day included
    quantity: str = ""  # with its unit: 86.52 ㎡
    unit_price: str = ""
    ratio: str = ""
    note: str = ""  # printed small below: how the ratio came about, or which line this one corrects
    evidence: tuple[str, ...] = ()  # one sentence each: what was delivered and accepted


@dataclass(frozen=True, slots=True)
class StatementDoc:
    """One statement (账单). Refuses to exist unless its amounts add up."""

    letterhead: Letterhead
    number: str
    month: str  # 2022年6月
    account: str  # 户号
    estate: str
    unit: str  # 5号楼2单元301
    payer: str  # masked already where it must be
    issued_on: date
    due_on: date
    lines: tuple[StatementLine, ...]
    brought_forward: Yuan
    this_period: Yuan
    paid: Yuan
    due: Yuan  # negative: the account is in credit
    url: str  # the statement online, behind the QR code
    check_code: str

    def __post_init__(self) -> None:
        if not self.lines:
            raise StatementWithoutLines(number=self.number)
        total = sum((line.amount for line in self.lines), ZERO)
        if total != self.this_period:
            raise LinesDoNotAddUp(number=self.number, lines=total, this_period=self.this_period)
        if self.brought_forward + self.this_period - self.paid != self.due:
            raise BalanceDoesNotAddUp(
                number=self.number,
                brought_forward=self.brought_forward,
                this_period=self.this_period,
                paid=self.paid,
                due=self.due,
            )
