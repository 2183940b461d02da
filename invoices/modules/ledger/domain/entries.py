"""What is posted: a source, a day, and legs that sum to zero."""

from dataclasses import dataclass
from datetime import date

from invoices.modules.ledger.domain.chain import Leg
from invoices.modules.ledger.domain.errors import DoesNotBalance

RECEIVABLE = "1122"
CARRY_FORWARD = "carry_forward/"
"""Of these entries income and cost go to the year's result; what an estate earned and cost is read without them."""


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry to post.

    `evidence` is a digest of the document behind it, if that is frozen: the chain then covers the document as well.
    """

    source: str
    posted_on: date
    month: date
    memo: str
    legs: tuple[Leg, ...]
    evidence: str = ""

    def __post_init__(self) -> None:
        total = sum(fen for *_, fen in self.legs)
        if total or len(self.legs) < 2:
            raise DoesNotBalance(source=self.source, sum=total)
