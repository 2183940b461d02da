"""Every household can prove its own line: the sum tree of an estate's bills (docs/adr/0040).

Each bill is two leaves, its amount split between them at random, so that the neighbour on a path tells nobody's
amount. Leaves lie in the order of their hashes, which their salts make random, and are filled up with leaves of nought.
"""

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from invoices.modules.proofs.domain.errors import BillBelowZero
from property_ops.kernel.canonical import canonical
from property_ops.kernel.sum_tree import Counted, counted_leaf, levels_of, path_of

FORMAT, VERSION = "property-ops household", 1
FILLED_UP = ""
"""Stands where a bill's number would, in the leaves that only fill up."""


class HouseholdLeaf(NamedTuple):
    """A part of a bill; `salt` is 32 bytes that only who may open the leaf is told."""

    number: str
    part: int
    fen: int
    salt: bytes

    @property
    def counted(self) -> Counted:
        """Raises OutOfRange."""
        return counted_leaf(self.salt, [self.number, self.part], self.fen)


@dataclass(frozen=True, slots=True)
class CountedPeriod:
    """What a poster counts: of which estate, period and disclosure."""

    disclosure: str
    estate: str
    period: str

    def head(self, root: Counted, size: int) -> str:
        """64 characters that stand for the tree and for what it is of."""
        content = {
            "disclosure": self.disclosure,
            "estate": self.estate,
            "period": self.period,
            "root": root.hash.hex(),
            "size": size,
            "sum": root.fen,
        }
        return sha256(b"\x02" + canonical(content)).hexdigest()


class HouseholdTree:
    """The leaves of a period's bills in their order, and the way from each to the root."""

    def __init__(self, of: CountedPeriod, bills: Iterable[tuple[str, int]], secret: bytes) -> None:
        """`bills`: number and fen. Raises BillBelowZero."""
        found = [leaf for number, fen in bills for leaf in _leaves(number, fen, secret)]
        size = 1 << (max(len(found), 2) - 1).bit_length()
        found += [
            HouseholdLeaf(FILLED_UP, place, 0, _salt(secret, FILLED_UP, place)) for place in range(size - len(found))
        ]
        self.of = of
        self.leaves = sorted(found, key=lambda leaf: leaf.counted.hash)
        self._levels = levels_of([leaf.counted for leaf in self.leaves])

    @property
    def root(self) -> Counted:
        return self._levels[-1][0]

    @property
    def size(self) -> int:
        return len(self.leaves)

    @property
    def head(self) -> str:
        return self.of.head(self.root, self.size)

    def proof_of(self, number: str) -> dict[str, Any] | None:
        """What its household is given, to be checked by anybody; None for a bill that is not counted."""
        places = [place for place, leaf in enumerate(self.leaves) if leaf.number == number and number]
        if not places:
            return None
        return {
            "bill": number,
            "disclosure": self.of.disclosure,
            "estate": self.of.estate,
            "format": FORMAT,
            "head": self.head,
            "parts": [self._part(place) for place in sorted(places, key=lambda place: self.leaves[place].part)],
            "period": self.of.period,
            "sum": self.root.fen,
            "version": VERSION,
        }

    def lines(self, *, start: str, end: str, up_to: int, net: bool = True) -> Iterator[str]:
        """Every leaf opened, for who may see all: which bills of the ledger they are, then a line for each.

        Version 1 counted bills as they were issued; since version 2 they are `net` of their credit notes.
        """
        of = {"disclosure": self.of.disclosure, "estate": self.of.estate, "period": self.of.period}
        days: dict[str, str | int] = {"end": end, "start": start, "up_to": up_to}
        yield _line({**of, **days, "format": f"{FORMAT}s", "head": self.head, "version": 2 if net else 1})
        for leaf in self.leaves:
            yield _line({"bill": leaf.number, "fen": leaf.fen, "part": leaf.part, "salt": leaf.salt.hex()})

    def _part(self, place: int) -> dict[str, Any]:
        leaf = self.leaves[place]
        path = [[one.hash.hex(), one.fen] for one in path_of(self._levels, place)]
        return {"fen": leaf.fen, "path": path, "place": place, "salt": leaf.salt.hex()}


def _leaves(number: str, fen: int, secret: bytes) -> list[HouseholdLeaf]:
    """The two leaves of a bill: its amount split at random, the same way each time."""
    if fen < 0:
        raise BillBelowZero(bill=number)
    drawn = int.from_bytes(_salt(secret, f"split/{number}", 0), "big") % (fen + 1)
    return [
        HouseholdLeaf(number, part, amount, _salt(secret, number, part))
        for part, amount in enumerate((drawn, fen - drawn))
    ]


def _salt(secret: bytes, number: str, part: int) -> bytes:
    return hmac.digest(secret, f"{number}\n{part}".encode(), "sha256")


def _line(content: dict[str, str | int]) -> str:
    return canonical(content).decode() + "\n"
