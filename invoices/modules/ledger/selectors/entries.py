"""Reading entries whole, for those who pass them on."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from invoices.modules.ledger.domain.chain import Leg as PostedLeg
from invoices.modules.ledger.domain.entries import EntryDraft
from invoices.modules.ledger.models import Entry, Leg

CHUNK = 2_000


class Posted(NamedTuple):
    """An entry of the ledger with its number."""

    number: int
    entry: EntryDraft


def entries_after(number: int) -> Iterator[list[Posted]]:
    """The entries behind `number`, in order, in chunks."""
    while heads := list(Entry.objects.filter(number__gt=number).order_by("number")[:CHUNK]):
        legs = _legs_of(heads)
        yield [Posted(one.number, _draft(one, legs[one.pk])) for one in heads]
        number = heads[-1].number


def _legs_of(heads: list[Entry]) -> dict[int, tuple[PostedLeg, ...]]:
    rows = (
        Leg.objects.filter(entry__in=heads)
        .order_by("entry", "position")
        .values_list("entry_id", "account__code", "estate", "subledger", "party", "amount")
    )
    return {
        entry: tuple(PostedLeg(*leg[1:5], fen=leg[5].fen) for leg in legs)
        for entry, legs in groupby(rows, key=lambda row: row[0])
    }


def _draft(head: Entry, legs: tuple[PostedLeg, ...]) -> EntryDraft:
    return EntryDraft(head.source, head.posted_on, head.month, head.memo, legs, head.evidence)
