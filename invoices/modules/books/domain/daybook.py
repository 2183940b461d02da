"""日记账: what moved on an account of money, day by day."""

from dataclasses import dataclass
from datetime import date

from property_ops.kernel.money import Yuan


@dataclass(frozen=True, slots=True)
class DayBookLine:
    """A posting in the order of the books, with the balance behind it. `value_day` is that of the bank, where known."""

    number: int
    posted_on: date
    value_day: date | None
    words: str
    voucher: str
    came: Yuan | None
    went: Yuan | None
    balance: Yuan
