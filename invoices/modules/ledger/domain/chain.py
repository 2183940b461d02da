"""The ledger's chain: each entry's digest covers the one before, so that one changed byte is found (rule 21)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from property_ops.kernel.canonical import digest_of

GENESIS = "0" * 64


class Leg(NamedTuple):
    """What an entry does to one account, by its code; debit is above zero."""

    account: str
    estate: str = ""
    subledger: str = ""
    party: str = ""
    fen: int = 0


def digest(
    previous: str,
    number: int,
    posted_on: date | str,
    month: date | str,
    source: str,
    memo: str,
    evidence: str,
    legs: Iterable[Leg],
) -> str:
    """SHA-256 (hex) of the previous digest and the entry's whole content, as an export writes it without its digest.

    Raises NotCanonical.
    """
    return digest_of(
        {
            "evidence": evidence,
            "legs": list(legs),
            "memo": memo,
            "month": str(month),
            "number": number,
            "posted_on": str(posted_on),
            "previous": previous,
            "source": source,
        }
    )
