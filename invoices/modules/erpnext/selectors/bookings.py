"""The ledger's entries that are no bill and no credit note, as what is sent for them."""

from collections.abc import Iterator, Sequence

from invoices.modules.erpnext.domain.bookings import WITH_A_PAPER_OF_ITS_OWN, Booking, Leg, booked
from invoices.modules.erpnext.domain.documents import Books, Document, customer
from invoices.modules.ledger.public import EntryDraft, entries_after
from property_ops.modules.estates.public import Tenure


def bookings() -> Iterator[list[Booking]]:
    """All of them, in the ledger's order, in chunks."""
    for posted in entries_after(0):
        entries = [one.entry for one in posted if one.entry.source.partition("/")[0] not in WITH_A_PAPER_OF_ITS_OWN]
        if entries:
            yield [_booking(entry) for entry in entries]


def _booking(entry: EntryDraft) -> Booking:
    legs = [Leg._make(leg) for leg in entry.legs]
    return Booking(entry.source, entry.posted_on, entry.month, entry.memo, legs)


def booking_documents(some: Sequence[Booking], books: Books) -> Iterator[Document]:
    """Who owes in these entries as customers, and the entries as payments or journal entries."""
    owed = {(leg.unit_code, leg.party): leg for one in some for leg in one.legs if leg.is_owed}
    names = _names_of({party for _, party in owed})
    for (unit_code, party), leg in owed.items():
        yield customer(key=leg.customer_key, unit_code=unit_code, name=names.get(party, ""), books=books)
    yield from (booked(one, books) for one in some)


def _names_of(parties: set[str]) -> dict[str, str]:
    tenures = Tenure.objects.filter(pk__in=[int(party) for party in parties if party])
    return {str(pk): name for pk, name in tenures.values_list("pk", "name")}


def accounts_booked_to() -> set[str]:
    """The accounts of our ledger that ERPNext must know: all but those of bills, and what is owed."""
    return {leg.account for some in bookings() for one in some for leg in one.legs if not leg.is_owed}
