"""Two sets of books, entry by entry: ours as ERPNext would name everything, and ERPNext's own."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import NamedTuple, TypeVar

from invoices.modules.erpnext.domain.tie_out import BookDifference, ForeignDocument
from property_ops.kernel.money import Yuan

Group = TypeVar("Group", bound=Hashable)


class VoucherName(NamedTuple):
    doctype: str
    name: str


class BookedPlace(NamedTuple):
    """An account in ERPNext, and the customer or supplier where it is what they owe or are owed."""

    account: str
    party: str


@dataclass(slots=True)
class BookedVoucher:
    """What one document booked: fen by place; debit is above zero."""

    day: date
    legs: Counter[BookedPlace] = field(default_factory=Counter)

    @property
    def amount(self) -> Yuan:
        return Yuan(sum(fen for fen in self.legs.values() if fen > 0))

    @property
    def digest(self) -> str:
        legs = sorted((*place, fen) for place, fen in self.legs.items() if fen)
        return sha256(repr((str(self.day), legs)).encode()).hexdigest()

    @property
    def month(self) -> date:
        return self.day.replace(day=1)


Vouchers = Mapping[VoucherName, BookedVoucher]


def other_legs(ours: BookedVoucher, theirs: BookedVoucher) -> Iterator[tuple[BookedPlace, int, int]]:
    """Each place where the two differ: our fen, their fen."""
    for place in sorted({*ours.legs, *theirs.legs}):
        if ours.legs[place] != theirs.legs[place]:
            yield place, ours.legs[place], theirs.legs[place]


def by_account_and_month(ours: Iterable[BookedVoucher], theirs: Iterable[BookedVoucher]) -> list[BookDifference]:
    """The accounts and months in which the sums differ."""
    here = _sums(ours, lambda place, one: (place.account, one.month))
    there = _sums(theirs, lambda place, one: (place.account, one.month))
    return [
        BookDifference(account, month, Yuan(here[account, month]), Yuan(there[account, month]))
        for account, month in sorted({*here, *there})
        if here[account, month] != there[account, month]
    ]


def by_party(ours: Iterable[BookedVoucher], theirs: Iterable[BookedVoucher], account: str) -> list[BookDifference]:
    """The customers or suppliers with another sum on the account there than here."""
    here = _sums(ours, lambda place, one: place.party if place.account == account else "")
    there = _sums(theirs, lambda place, one: place.party if place.account == account else "")
    names = sorted({*here, *there} - {""})
    return [
        BookDifference(name, None, Yuan(here[name]), Yuan(there[name])) for name in names if here[name] != there[name]
    ]


def _sums(vouchers: Iterable[BookedVoucher], key: Callable[[BookedPlace, BookedVoucher], Group]) -> Counter[Group]:
    found: Counter[Group] = Counter()
    for one in vouchers:
        for place, fen in one.legs.items():
            found[key(place, one)] += fen
    return found


def foreign(
    there: Vouchers, ours: Iterable[VoucherName], known: Mapping[tuple[str, str], str]
) -> list[ForeignDocument]:
    """What stands there, did not come from here, and is not known as it stands now."""
    names = set(ours)
    found = [
        ForeignDocument(name.doctype, name.name, one.day, one.amount, one.digest)
        for name, one in there.items()
        if name not in names and any(one.legs.values()) and known.get(name) != one.digest
    ]
    return sorted(found, key=lambda one: (one.day, one.doctype, one.name))
