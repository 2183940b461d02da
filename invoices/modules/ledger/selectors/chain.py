"""The ledger's chain as it stands in the database, byte by byte."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.translation import gettext

from invoices.modules.ledger.domain.chain import GENESIS, digest
from invoices.modules.ledger.domain.chain import Leg as ChainedLeg
from invoices.modules.ledger.models import Entry, Leg
from property_ops.framework.sealing import SealedChain
from property_ops.kernel.canonical import NotCanonical

_CHUNK = 5_000


class ChainedEntry(NamedTuple):
    """An entry as its digest covers it. Days are texts as stored, so that a broken one can be read as well."""

    number: int
    posted_on: str
    month: str
    source: str
    memo: str
    evidence: str
    previous: str
    digest: str
    legs: list[ChainedLeg]
    legs_in_place: bool  # numbered 0, 1, 2, … as posted

    def is_as_posted(self) -> bool:
        try:
            computed = digest(
                self.previous, self.number, self.posted_on, self.month, self.source, self.memo, self.evidence, self.legs
            )
        except NotCanonical:
            return False
        return self.legs_in_place and computed == self.digest


def chained_entries() -> Iterator[ChainedEntry]:
    """Every entry with its legs, in order, read as it is wanted."""
    entries = (
        Entry.objects.order_by("number")
        .annotate(day=Cast("posted_on", CharField()), first=Cast("month", CharField()))
        .values_list("id", "number", "day", "first", "source", "memo", "evidence", "previous", "digest")
    )
    legs = (
        Leg.objects.order_by("entry__number", "position")
        .values_list("entry_id", "position", "account__code", "estate", "subledger", "party", "amount")
        .iterator(chunk_size=_CHUNK)
    )
    by_entry = groupby(legs, key=lambda leg: leg[0])
    current = next(by_entry, None)
    for pk, *content in entries.iterator(chunk_size=_CHUNK):
        number, posted_on, month, source, memo, evidence, previous, stored = content
        own: list[ChainedLeg] = []
        places: list[int] = []
        if current and current[0] == pk:
            for _pk, place, account, estate, subledger, party, amount in current[1]:
                own.append(ChainedLeg(account, estate, subledger, party, amount.fen))
                places.append(place)
            current = next(by_entry, None)
        in_place = places == list(range(len(places)))
        yield ChainedEntry(number, posted_on, month, source, memo, evidence, previous, stored, own, in_place)


def digests_after(number: int) -> Iterator[str]:
    """The digests of the entries behind the first `number`, in order."""
    entries = Entry.objects.filter(number__gt=number).order_by("number")
    yield from entries.values_list("digest", flat=True).iterator(chunk_size=_CHUNK)


SEALED_CHAIN = SealedChain("ledger", digests_after)


def broken_links() -> Iterator[str]:
    """Every fault of the chain, each a sentence in the reader's language: gaps, changed bytes, legs out of balance."""
    previous, expected = GENESIS, 1
    for entry in chained_entries():
        place = {"number": entry.number, "source": entry.source}
        if entry.number != expected:
            yield gettext("entry %(expected)s is missing before entry %(number)s") % {
                "expected": expected,
                "number": entry.number,
            }
        if sum(leg.fen for leg in entry.legs) or len(entry.legs) < 2:
            yield gettext("entry %(number)s (%(source)s) does not balance") % place
        if entry.previous != previous:
            yield gettext("entry %(number)s (%(source)s) does not follow the entry before it") % place
        if not entry.is_as_posted():
            yield gettext("entry %(number)s (%(source)s) was changed after it was posted") % place
        previous, expected = entry.digest, entry.number + 1
