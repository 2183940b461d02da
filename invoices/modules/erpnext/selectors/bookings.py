"""The ledger's entries that are no bill and no credit note, as what is sent for them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.db.models import Sum

from invoices.modules.erpnext.domain.bookings import (
    CODED,
    RECEIVABLE,
    WITH_A_PAPER_OF_ITS_OWN,
    Booking,
    BookingLeg,
    InvoiceShare,
    booked,
    booking_key,
)
from invoices.modules.erpnext.domain.documents import CompanyDefaults, Document, bill_key, customer
from invoices.modules.erpnext.selectors.bills import names_of, told_of
from invoices.modules.erpnext.selectors.mappings import splits_vat
from invoices.modules.erpnext.selectors.purchases import (
    bought,
    papers_paid,
    parted,
    sent_whole,
    supplier_documents,
    with_suppliers,
)
from invoices.modules.ledger.public import EntryDraft, entries_after, legs_of_sources
from invoices.modules.payments.public import PaymentCoding, Receipt
from invoices.modules.receivables.public import Settlement
from property_ops.kernel.money import ZERO

RECEIPT, MATCH, VAT = "receipt", "match", "vat"
OF_RECEIPTS = (RECEIPT, MATCH, "unmatch", "reversal")


def bookings() -> Iterator[list[Booking]]:
    """All of them, in the ledger's order, in chunks."""
    left_out = WITH_A_PAPER_OF_ITS_OWN | ({VAT} if splits_vat() else set())
    for posted in entries_after(0):
        entries = [one.entry for one in posted if one.entry.source.partition("/")[0] not in left_out]
        if entries:
            parts, said, papers = shares_of(entries), _said_of(entries), papers_paid(entries)
            legs = with_suppliers(entries, papers)
            standing = {source: one.number for source, one in papers.items() if one.stands}
            found = [_booking(entry, legs[entry.source], parts, said) for entry in entries]
            yield [replace(one, paper=standing.get(one.source, "")) for one in found]


def _booking(
    entry: EntryDraft,
    legs: list[BookingLeg],
    parts: Mapping[str, list[InvoiceShare]],
    said: Mapping[str, tuple[str, str]],
) -> Booking:
    number, memo = said.get(_receipt_of(entry.source) or entry.source, ("", ""))
    told = f"{entry.memo} {memo}".strip()[:200]
    return Booking(entry.source, entry.posted_on, entry.month, told, legs, parts.get(entry.source, []), number)


def _said_of(entries: Sequence[EntryDraft]) -> dict[str, tuple[str, str]]:
    """What the bank calls each receipt, and what the payer wrote, by the receipt's number; payments out by source."""
    numbers = {_receipt_of(entry.source) for entry in entries} - {""}
    rows = Receipt.objects.filter(number__in=numbers).values_list("number", "transaction", "memo")
    coded = [entry.source for entry in entries if entry.source.startswith(f"{CODED}/")]
    ids = [int(source.partition("/")[2]) for source in coded]
    paid = PaymentCoding.objects.filter(pk__in=ids, disbursement__isnull=False)
    numbered = {f"{CODED}/{pk}": (number, "") for pk, number in paid.values_list("pk", "disbursement__transaction")}
    return {number: (transaction, memo) for number, transaction, memo in rows} | numbered


def _receipt_of(source: str) -> str:
    """The number of the receipt that an entry is of, if it is of one."""
    kind, _, rest = source.partition("/")
    return rest.partition("/")[0] if kind in OF_RECEIPTS else ""


def credits_of(entry: EntryDraft) -> list[str]:
    """The sources that credits of this entry have: its own, or numbered ones where it has several.

    What a person matched is posted as `match/NUMBER/n`, and its credits are the receipt's own, counted on from there.
    """
    kind, _, rest = entry.source.partition("/")
    number, _, first = rest.partition("/")
    owed = sum(leg.account == RECEIVABLE for leg in entry.legs)
    if kind == MATCH and first.isdecimal():
        return [f"{RECEIPT}/{number}/{one}" for one in range(int(first), int(first) + owed)]
    numbered = owed if kind == RECEIPT else len(entry.legs)
    return [entry.source, *(f"{entry.source}/{one}" for one in range(1, numbered + 1))]


def shares_of(entries: Sequence[EntryDraft]) -> dict[str, list[InvoiceShare]]:
    """What the credits of each entry settled of which invoices, as it stands now, by the entry's source."""
    entry_of = {credit: entry.source for entry in entries for credit in credits_of(entry)}
    settled = (
        Settlement.objects.filter(credit__source__in=list(entry_of))
        .exclude(line=None)
        .order_by("credit__source", "line__bill__number")
        .values_list("credit__source", "credit__unit_code", "credit__party", "line__bill__number")
        .annotate(sum=Sum("amount"))
        .exclude(sum=ZERO)
    )
    parts: dict[str, list[InvoiceShare]] = defaultdict(list)
    for source, unit_code, party, number, amount in settled:
        parts[entry_of[source]].append(InvoiceShare(unit_code, party, bill_key(number), amount.fen))
    return parts


def keys_of_receipt(number: str) -> list[str]:
    """The keys of all entries that were posted of a receipt."""
    posted = {leg.source for kind in OF_RECEIPTS for leg in legs_of_sources(f"{kind}/{number}")}
    return sorted(booking_key(source) for source in posted if _receipt_of(source) == number)


def booking_documents(some: Sequence[Booking], books: CompanyDefaults) -> Iterator[Document]:
    """Who owes in these entries as customers, and the entries as payments or journal entries."""
    owed = {(leg.unit_code, leg.party): leg for one in some for leg in one.legs if leg.is_owed}
    names = names_of({party for _, party in owed})
    told = told_of(names, books)
    for (unit_code, party), leg in owed.items():
        yield customer(
            key=leg.customer_key,
            unit_code=unit_code,
            name=names.get(party, ""),
            books=books,
            estate=leg.estate,
            **told.get(party, {}),
        )
    if not books.payable:
        yield from (booked(one, books) for one in some)
        return
    whole, accounts = sent_whole(some), bought()
    fresh = [one for one in some if one.source not in whole]
    yield from supplier_documents(fresh, books)
    made: set[str] = set()
    for one in fresh:
        yield from parted(one, books, accounts, made)
