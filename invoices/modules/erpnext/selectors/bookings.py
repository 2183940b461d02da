"""The ledger's entries that are no bill and no credit note, as what is sent for them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Sum

from invoices.modules.erpnext.domain.bookings import (
    RECEIVABLE,
    WITH_A_PAPER_OF_ITS_OWN,
    Booking,
    BookingLeg,
    InvoiceShare,
    booked,
)
from invoices.modules.erpnext.domain.documents import CompanyDefaults, Document, bill_key, customer
from invoices.modules.ledger.public import EntryDraft, accounts_after, digests_of, entries_after, head
from invoices.modules.receivables.public import Settlement
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Tenure


def bookings() -> Iterator[list[Booking]]:
    """All of them, in the ledger's order, in chunks."""
    for posted in entries_after(0):
        entries = [one.entry for one in posted if one.entry.source.partition("/")[0] not in WITH_A_PAPER_OF_ITS_OWN]
        if entries:
            parts = _parts_of(entries)
            yield [_booking(entry, parts) for entry in entries]


def _booking(entry: EntryDraft, parts: Mapping[str, list[InvoiceShare]]) -> Booking:
    legs = [BookingLeg._make(leg) for leg in entry.legs]
    paid = [part for source in _credits_of(entry) for part in parts.get(source, ())]
    return Booking(entry.source, entry.posted_on, entry.month, entry.memo, legs, paid)


def _credits_of(entry: EntryDraft) -> list[str]:
    """The sources that credits of this entry have: its own, or numbered ones where it has several."""
    return [entry.source, *(f"{entry.source}/{number}" for number in range(1, len(entry.legs) + 1))]


def _parts_of(entries: Sequence[EntryDraft]) -> dict[str, list[InvoiceShare]]:
    """What each credit settled of which invoices, as it stands now, by the credit's source."""
    sources = [source for entry in entries for source in _credits_of(entry)]
    settled = (
        Settlement.objects.filter(credit__source__in=sources)
        .exclude(line=None)
        .order_by("credit__source", "line__bill__number")
        .values_list("credit__source", "credit__unit_code", "credit__party", "line__bill__number")
        .annotate(sum=Sum("amount"))
        .exclude(sum=ZERO)
    )
    parts: dict[str, list[InvoiceShare]] = defaultdict(list)
    for source, unit_code, party, number, amount in settled:
        parts[source].append(InvoiceShare(unit_code, party, bill_key(number), amount.fen))
    return parts


def booking_documents(some: Sequence[Booking], books: CompanyDefaults) -> Iterator[Document]:
    """Who owes in these entries as customers, and the entries as payments or journal entries."""
    owed = {(leg.unit_code, leg.party): leg for one in some for leg in one.legs if leg.is_owed}
    names = _names_of({party for _, party in owed})
    for (unit_code, party), leg in owed.items():
        yield customer(key=leg.customer_key, unit_code=unit_code, name=names.get(party, ""), books=books)
    yield from (booked(one, books) for one in some)


def _names_of(parties: set[str]) -> dict[str, str]:
    tenures = Tenure.objects.filter(pk__in=[int(party) for party in parties if party])
    return {str(pk): name for pk, name in tenures.values_list("pk", "name")}


@dataclass(slots=True)
class _BookedUpTo:
    """What was found in the ledger up to an entry. It is only ever added to, so that this stays true."""

    number: int = 0
    digest: str = ""
    accounts: frozenset[str] = frozenset()


_known = _BookedUpTo()


def accounts_booked_to() -> set[str]:
    """The accounts of our ledger that ERPNext must know: all but those of bills, and what is owed."""
    global _known
    now = head()
    known = _known if digests_of([_known.number]) == {_known.number: _known.digest} else _BookedUpTo()
    more = accounts_after(known.number, without=WITH_A_PAPER_OF_ITS_OWN) - {RECEIVABLE}
    _known = _BookedUpTo(now.number, now.digest, known.accounts | more)
    return set(_known.accounts)
