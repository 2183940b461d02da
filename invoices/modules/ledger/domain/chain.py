"""The ledger's chain: each entry's digest covers the one before, so that one changed byte is found (rule 21)."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from property_ops.kernel.canonical import canonical, digest_of

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


class Unlinked:
    """An entry whose place in the chain is not known yet: all that can be put under its digest before is."""

    __slots__ = ("_begun", "_day", "_source")

    def __init__(
        self,
        posted_on: date | str,
        month: date | str,
        source: str,
        memo: str,
        evidence: str,
        legs: Iterable[Leg],
    ) -> None:
        """Raises NotCanonical."""
        content = canonical({"evidence": evidence, "legs": list(legs), "memo": memo, "month": str(month)})
        self._begun = sha256(content[:-1] + b',"number":')
        self._day, self._source = canonical(str(posted_on)), canonical(source)

    def link(self, number: int, previous: str) -> str:
        """Its `digest` as entry `number`, behind the entry with the digest `previous`."""
        whole = self._begun.copy()
        place = b'%d,"posted_on":%b,"previous":"%b","source":%b}'
        whole.update(place % (number, self._day, previous.encode(), self._source))
        return whole.hexdigest()
