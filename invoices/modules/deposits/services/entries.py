"""What is held stands on 2241.04 under whose it is, against where it came from or goes to."""

from datetime import date

from invoices.modules.deposits.domain.uses import DEPOSITS
from invoices.modules.deposits.models import Deposit
from invoices.modules.ledger.public import EntryDraft, Leg, post
from property_ops.kernel.period import Month

Place = tuple[str, str, str, str]
"""Account, estate, sub-ledger and party."""


def post_held(deposit: Deposit, source: str, day: date, fen: int, words: str, *, against: Place) -> None:
    """Dr `against`, Cr 2241.04 of whoever gave it; with fen below zero the other way round."""
    memo = f"{words} {deposit.number}"[:200]
    legs = Leg(*against, fen), Leg(DEPOSITS, *deposit.place, -fen)
    post([EntryDraft(source=source, posted_on=day, month=Month.of(day).start, memo=memo, legs=legs)])
