"""Whose account it is, and what stands on it."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month


class PayerAccount(NamedTuple):
    """A unit and who owes there: `party` is the tenure's id as the legs of the ledger have it, or empty."""

    unit_code: str
    party: str


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """What is open of an account's lines, and the credit that no line has used."""

    open: Yuan = ZERO
    credit: Yuan = ZERO

    @property
    def balance(self) -> Yuan:
        """What is owed; negative: the account is in credit. The same as the ledger's balance."""
        return self.open - self.credit


@dataclass(frozen=True, slots=True)
class CreditDraft:
    """Something in favour of an account, that the caller posts to the ledger in the same transaction.

    `day` is the day of that entry; `value_day` the day from which it counts for whoever owes (late charges);
    `month` the period it belongs to.
    """

    source: str
    kind: str
    estate_id: int
    unit_code: str
    party: str
    amount: Yuan
    day: date
    value_day: date
    month: Month
