"""Whom we owe: the supplier behind each entry on 2202, as far as our books know."""

from collections.abc import Iterable, Iterator, Sequence

from invoices.modules.breakeven.public import CostVoucher, bought_accounts, providers_of_vouchers
from invoices.modules.erpnext.domain.bookings import Booking, BookingLeg, booked, booking_key
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
from invoices.modules.erpnext.selectors.records import names_suppliers, records
from invoices.modules.ledger.public import EntryDraft, Leg

COST, WORK_COST = "cost/", "work_cost/"
KEPT = (SyncState.SENT, SyncState.SENDING, SyncState.NETTED)
GOODS = ("1403", "1405", "1411", "1601")
"""What is bought and not used up at once."""
UNNAMED = "未列名供应商"


def bought() -> set[str]:
    """The accounts that a purchase may be for."""
    return {*bought_accounts(), *GOODS}


def with_suppliers(entries: Sequence[EntryDraft]) -> dict[str, list[BookingLeg]]:
    """The legs of each entry by its source; those on 2202 know whom we owe, where ERPNext is to know."""
    names = names_suppliers()
    owing = {one.source for one in entries if any(leg[0] == PAYABLE for leg in one.legs)} if names else set()
    numbers = [source.removeprefix(COST) for source in owing if source.startswith(COST)]
    providers = providers_of_vouchers(numbers) if numbers else {}
    found: dict[str, list[BookingLeg]] = {}
    for one in entries:
        code = providers.get(one.source.removeprefix(COST), ("", ""))[0]
        found[one.source] = [_leg(leg, code, one.source in owing) for leg in one.legs]
    return found


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
    source = f"{COST}{voucher.reverses.number}"
    keys = [booking_key(source), purchase_key(source)]
    going = next((key for key in keys if key in made), "")
    there = records().filter(key__in=keys, doctype=PURCHASE)
    return going or there.values_list("key", flat=True).first() or ""
