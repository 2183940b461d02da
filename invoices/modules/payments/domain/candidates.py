"""Whom a receipt may be from: ranked, each with its reasons. Nothing here decides; a person does."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

MOST = 9
ALIKE = 65


class CandidateReason(Worded):
    PLACE = "place", gettext_noop("address in the memo")
    PAID_BEFORE = "paid_before", gettext_noop("same payer's account before")
    SAME_NAME = "same_name", gettext_noop("same name")
    LIKE_NAME = "like_name", gettext_noop("similar name")
    OPEN_AMOUNT = "open_amount", gettext_noop("amount is all that is open")
    BILL_AMOUNT = "bill_amount", gettext_noop("amount is a bill")


WEIGHTS = {
    CandidateReason.PLACE: 50,
    CandidateReason.PAID_BEFORE: 45,
    CandidateReason.SAME_NAME: 40,
    CandidateReason.LIKE_NAME: 15,
    CandidateReason.OPEN_AMOUNT: 30,
    CandidateReason.BILL_AMOUNT: 25,
}


@dataclass(slots=True)
class Candidate:
    """An account (unit and party) with the name of who holds it and what is open there."""

    unit_code: str
    party: str
    name: str
    estate: str
    open: Yuan = ZERO
    reasons: list[CandidateReason] = field(default_factory=list)

    @property
    def score(self) -> int:
        return sum(WEIGHTS[reason] for reason in self.reasons)


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The likeliest first, at most nine: one for each digit key. The one who owes comes before the one who does not."""
    known = [one for one in candidates if one.reasons]
    return sorted(known, key=lambda one: (-one.score, not one.open, one.unit_code, one.party))[:MOST]


def likeness(payer: str, holder: str) -> CandidateReason | None:
    """Whether the payer's name is that of the holder, or much like it (王小伟 and 王晓伟)."""
    if not payer or not holder:
        return None
    if payer == holder:
        return CandidateReason.SAME_NAME
    from rapidfuzz import fuzz  # slow to import: only who looks for payers pays for it

    return CandidateReason.LIKE_NAME if fuzz.ratio(payer, holder) >= ALIKE else None


def by_amount(amount: Yuan, open_: Yuan, bills: Iterable[Yuan]) -> CandidateReason | None:
    """Whether the amount is exactly what is open on the account, or on one of its bills."""
    if amount == open_:
        return CandidateReason.OPEN_AMOUNT
    return CandidateReason.BILL_AMOUNT if amount in set(bills) else None
