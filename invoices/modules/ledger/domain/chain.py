"""The ledger's chain: each entry's digest covers the one before, so that one changed byte is found (rule 21)."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

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
    """SHA-256 (hex) of the previous digest and the entry's whole content, in a form that has one reading only."""
    lines = [f"{previous}\n{number}\n{posted_on}\n{month}\n{source!r}\n{memo!r}"]
    if evidence:
        lines.append(repr(evidence))
    lines.extend(
        f"{account!r} {estate!r} {subledger!r} {party!r} {amount}" for account, estate, subledger, party, amount in legs
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
