"""What a receipt (收据) says: final texts and amounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from property_ops.kernel.money import ZERO, Yuan


@dataclass(frozen=True, slots=True)
class PaidLine:
    """What a part of the money paid: 物业服务费 · 2022年6月 · 账单 ZD2022-BC01-000001."""

    item: str
    period: str
    bill: str
    amount: Yuan


@dataclass(frozen=True, slots=True)
class ReceiptDoc:
    """One sheet. What the lines do not add up to stays with the account in advance."""

    company: str
    contact: str
    number: str
    received_on: date
    payer: str
    account: str
    place: str
    way: str
    lines: Sequence[PaidLine]
    amount: Yuan
    taken_by: str

    @property
    def in_advance(self) -> Yuan:
        return self.amount - sum((line.amount for line in self.lines), ZERO)
