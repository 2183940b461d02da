"""Whom we owe: the supplier behind each entry on 2202, as far as our books know."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from invoices.modules.breakeven.public import CostVoucher, bought_accounts, providers_of_vouchers
from invoices.modules.erpnext.domain.bookings import (
    CODED,
    UNCODED,
    Booking,
    BookingLeg,
    InvoiceShare,
    booked,
    booking_key,
)
from invoices.modules.erpnext.domain.documents import JOURNAL, PURCHASE, CompanyDefaults, Document
from invoices.modules.erpnext.domain.purchases import (
    NOBODY_NAMED,
    PAYABLE,
    bought_part,
    is_return,
    purchase,
    purchase_key,
    supplier,
    supplier_key,
)
from invoices.modules.erpnext.domain.states import SyncState
from invoices.modules.erpnext.domain.works import project_key
from invoices.modules.erpnext.models import SyncRecord
from invoices.modules.erpnext.selectors.records import names_suppliers, records
from invoices.modules.ledger.public import EntryDraft, Leg
from invoices.modules.payments.public import PaymentCoding

COST, WORK_COST = "cost/", "work_cost/"
KEPT = (SyncState.SENT, SyncState.SENDING, SyncState.NETTED)
GOODS = ("1403", "1405", "1411", "1601")
"""What is bought and not used up at once."""
UNNAMED = "未列名供应商"


def bought() -> set[str]:
    """The accounts that a purchase may be for."""
    return {*bought_accounts(), *GOODS}


class PaidPaper(NamedTuple):
    """The cost voucher that a payment out names; `stands` until that is taken back."""

    number: str
    stands: bool


def papers_paid(entries: Sequence[EntryDraft]) -> dict[str, PaidPaper]:
    """By the source of the entry that says so, or takes it back."""
    sources = {one.source: one.source.partition("/") for one in entries}
    codings = {source: int(rest) for source, (kind, _, rest) in sources.items() if kind in (CODED, UNCODED)}
    named = PaymentCoding.objects.filter(pk__in=codings.values()).exclude(paper="")
    papers = {
        pk: PaidPaper(paper, undone is None) for pk, paper, undone in named.values_list("pk", "paper", "undone_on")
    }
    return {source: papers[pk] for source, pk in codings.items() if pk in papers}


def with_suppliers(
    entries: Sequence[EntryDraft], papers: Mapping[str, PaidPaper] | None = None
) -> dict[str, list[BookingLeg]]:
    """The legs of each entry by its source; those on 2202 know whom we owe, where ERPNext is to know."""
    names = names_suppliers()
    owing = {one.source for one in entries if any(leg[0] == PAYABLE for leg in one.legs)} if names else set()
    paid = (papers_paid(entries) if papers is None else papers) if owing else {}
    numbers = {source: paid[source].number if source in paid else source.removeprefix(COST) for source in owing}
    providers = providers_of_vouchers(sorted(numbers.values())) if numbers else {}
    entered = _suppliers_over_there(sorted({one.number for one in paid.values()}))
    found: dict[str, list[BookingLeg]] = {}
    for one in entries:
        number = numbers.get(one.source, "")
        code = (one.source in paid and entered.get(number)) or providers.get(number, ("", ""))[0]
        found[one.source] = [_leg(leg, code, one.source in owing) for leg in one.legs]
    return found


def _suppliers_over_there(numbers: Sequence[str]) -> dict[str, str]:
    """Of vouchers that came from purchase invoices entered there: number → who stands on that, as a supplier's code."""
    keys = {booking_key(f"{COST}{number}"): number for number in numbers}
    there = records().filter(key__in=keys, doctype=PURCHASE, from_there=True) if keys else SyncRecord.objects.none()
    return {keys[key]: f"={supplier}" for key, supplier in there.values_list("key", "content__supplier") if supplier}


def _leg(leg: Leg, code: str, owes: bool) -> BookingLeg:
    plain = BookingLeg(*leg)
    if not owes or plain.account != PAYABLE:
        return plain
    told = plain.party or plain.unit_code
    return plain._replace(supplier=supplier_key(code or (f"={told}" if told else NOBODY_NAMED)))


def names_of_suppliers(keys: Iterable[str]) -> dict[str, str]:
    """Key → what the supplier is called."""
    codes = {key: key.removeprefix(supplier_key("")) for key in keys}
    known = dict(providers_of_vouchers().values()) if any(code[0] not in "=-" for code in codes.values()) else {}
    return {
        key: UNNAMED if code == NOBODY_NAMED else code[1:] if code.startswith("=") else known.get(code, code)
        for key, code in codes.items()
    }


def sent_whole(bookings: Sequence[Booking]) -> set[str]:
    """The sources of entries that went over as one journal entry, and stay so."""
    keys = {one.key: one.source for one in bookings}
    parts = {purchase_key(one.source) for one in bookings}
    kept = dict(records().filter(key__in=[*keys, *parts], state__in=KEPT).values_list("key", "doctype"))
    return {source for key, source in keys.items() if kept.get(key) == JOURNAL and purchase_key(source) not in kept}


def supplier_documents(some: Sequence[Booking], books: CompanyDefaults) -> Iterator[Document]:
    """The suppliers in these entries."""
    keys = list(dict.fromkeys(leg.supplier for one in some for leg in one.legs if leg.supplier))
    for key, name in names_of_suppliers(keys).items():
        yield supplier(key=key, name=name, books=books)


def parted(one: Booking, books: CompanyDefaults, accounts: set[str], made: set[str]) -> Iterator[Document]:
    """A purchase invoice for what was bought, and a journal entry for the rest; most entries are one of the two.

    `made` are the keys of the purchases that go with it; this one's is added.
    """
    one = with_purchase(one, made)
    part = bought_part(one.legs, accounts)
    returns = _taken_back(one, made) if part.bought and is_return(part.bought) else ""
    if not part.bought or (is_return(part.bought) and not returns):
        yield booked(one, books)
        return
    key = purchase_key(one.source) if part.rest else one.key
    made.add(key)
    yield purchase(one, part.bought, books, key=key, project=_project(one, books), returns=returns)
    if part.rest:
        yield booked(one.with_legs(part.rest), books)


def _project(one: Booking, books: CompanyDefaults) -> str:
    if not books.sends_works or not one.source.startswith(WORK_COST):
        return ""
    return project_key(one.source.removeprefix(WORK_COST).rpartition("/")[0])


def _taken_back(one: Booking, made: set[str]) -> str:
    """The key of the purchase that a reversing cost voucher takes back, if it stands there as one."""
    number = one.source.removeprefix(COST)
    voucher = CostVoucher.objects.filter(number=number).select_related("reverses").first()
    if not one.source.startswith(COST) or voucher is None or voucher.reverses is None:
        return ""
    return _purchase_of(str(voucher.reverses.number), made)


def with_purchase(one: Booking, made: Collection[str] = ()) -> Booking:
    """With the purchase invoice that a payment to a supplier names, if its voucher stands there as one."""
    key = _purchase_of(one.paper, made) if one.paper and one.is_money_paid else ""
    if not key:
        return one
    (owing,) = (leg for leg in one.legs if leg.supplier)
    return replace(one, parts=[InvoiceShare("", "", key, owing.fen, owing.supplier)])


def _purchase_of(number: str, made: Collection[str]) -> str:
    source = f"{COST}{number}"
    keys = [booking_key(source), purchase_key(source)]
    going = next((key for key in keys if key in made), "")
    there = records().filter(key__in=keys, doctype=PURCHASE)
    return going or there.values_list("key", flat=True).first() or ""
