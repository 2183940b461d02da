"""ERPNext's books of the company, and ours as they should stand there."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain.bookings import BookingLeg, booking_key
from invoices.modules.erpnext.domain.comparing import BookedPlace, BookedVoucher, VoucherName
from invoices.modules.erpnext.domain.documents import CUSTOMER, SUPPLIER, CompanyDefaults, bill_key
from invoices.modules.erpnext.domain.money import money_in
from invoices.modules.erpnext.domain.purchases import bought_part, purchase_key
from invoices.modules.erpnext.domain.sales import credit_note_key
from invoices.modules.erpnext.domain.states import SyncState
from invoices.modules.erpnext.models import SyncRecord
from invoices.modules.ledger.public import EntryDraft, entries_after
from property_ops.kernel.money import ZERO
from property_ops.kernel.text import gettext_noop

TOGETHER = gettext_noop("income and tax")


@dataclass(slots=True)
class OwnBooks:
    """Our entries by the document that stands for them there; `unsent` has none, `netted` needs none."""

    vouchers: dict[VoucherName, BookedVoucher] = field(default_factory=dict)
    records: dict[VoucherName, SyncRecord] = field(default_factory=dict)
    unsent: list[tuple[str, SyncRecord | None, BookedVoucher]] = field(default_factory=list)
    netted: Counter[BookedPlace] = field(default_factory=Counter)


class Translation:
    """Our accounts as ERPNext's; several of its accounts are one place where an invoice may use either."""

    def __init__(self, where: CompanyDefaults) -> None:
        self.receivable, self.payable = where.receivable, where.payable
        self.accounts = dict(where.accounts)
        self._together: dict[str, str] = {}
        parties = selectors.records().filter(doctype__in=[CUSTOMER, SUPPLIER])
        self._parties = dict(parties.values_list("key", "remote_name"))
        incomes = self._incomes(where)
        taxed = {name for names in incomes.values() for name in names} | {where.tax_account, where.round_off}
        for code, names in incomes.items():
            if where.tax_account:
                self._join(taxed, TOGETHER)
            elif len(names) > 1:
                self._join(names, " / ".join(sorted(names)))
            self.accounts[code] = min(names)

    def _incomes(self, where: CompanyDefaults) -> dict[str, set[str]]:
        """Code of our income account → the accounts to which ERPNext books items of it."""
        found: dict[str, set[str]] = defaultdict(set)
        for item in selectors.fee_items():
            place = where.items.get(item.code)
            if place:
                found[item.income_account].add(place.income or where.default_income)
                if item.income_account in where.accounts:
                    found[item.income_account].add(where.accounts[item.income_account])
        return found

    def _join(self, names: set[str], label: str) -> None:
        self._together |= {name: label for name in names if name}

    def place(self, account: str) -> str:
        return self._together.get(account, account)

    def of_leg(self, leg: BookingLeg, supplier: str) -> BookedPlace:
        """`supplier` is the key of whom we owe there, or what they are called there; empty where nobody is named."""
        if leg.is_owed:
            return BookedPlace(self.receivable, self._parties.get(leg.customer_key) or leg.customer_key)
        if supplier:
            return BookedPlace(self.payable, self._parties.get(supplier) or supplier)
        return BookedPlace(self.place(self.accounts.get(leg.account, leg.account)), "")


def remote_vouchers(gateway: Gateway, company: str, translation: Translation) -> dict[VoucherName, BookedVoucher]:
    """All that stands in ERPNext's general ledger of the company, by document."""
    found: dict[VoucherName, BookedVoucher] = {}
    by = ["voucher_type", "voucher_no", "posting_date", "account", "party"]
    for row in gateway.sums("GL Entry", by, ["debit", "credit"], {"company": company, "is_cancelled": 0}):
        name = VoucherName(row["voucher_type"], row["voucher_no"])
        voucher = found.setdefault(name, BookedVoucher(date.fromisoformat(str(row["posting_date"]))))
        place = BookedPlace(translation.place(row["account"]), row.get("party") or "")
        voucher.legs[place] += (money_in(row["debit"]) or ZERO).fen - (money_in(row["credit"]) or ZERO).fen
    return found


def own_books(translation: Translation) -> OwnBooks:
    """Every entry of our ledger, as it should stand there."""
    books = OwnBooks()
    records = {record.key: record for record in selectors.records().defer("content")}
    for posted in entries_after(0):
        legs = selectors.with_suppliers([one.entry for one in posted])
        for one in posted:
            _put(books, one.entry, legs[one.entry.source], records, translation)
    return books


def _put(
    books: OwnBooks,
    entry: EntryDraft,
    legs: Sequence[BookingLeg],
    records: Mapping[str, SyncRecord],
    translation: Translation,
) -> None:
    """An entry stands there as one document, or as two where a purchase was split off it."""
    bought = records.get(purchase_key(entry.source))
    if bought is not None:
        part = bought_part(legs, selectors.bought())
        _put_part(books, entry, part.bought, bought, translation)
        legs = part.rest
    _put_part(books, entry, legs, records.get(key_of(entry.source)), translation)


def _put_part(
    books: OwnBooks,
    entry: EntryDraft,
    some: Sequence[BookingLeg],
    record: SyncRecord | None,
    translation: Translation,
) -> None:
    legs = [(translation.of_leg(leg, _supplier(leg, record)), leg.fen) for leg in some]
    if record is not None and record.state == SyncState.NETTED:
        for place, fen in legs:
            books.netted[place] += fen
        return
    if record is None or record.state != SyncState.SENT:
        voucher = BookedVoucher(entry.posted_on)
        books.unsent.append((entry.memo or entry.source, record, voucher))
    else:
        name = VoucherName(record.doctype, record.remote_name)
        voucher = books.vouchers.setdefault(name, BookedVoucher(entry.posted_on))
        books.records[name] = record
    for place, fen in legs:
        voucher.legs[place] += fen


def _supplier(leg: BookingLeg, record: SyncRecord | None) -> str:
    """Whom the document names there: what went over before suppliers were named has none."""
    if not leg.supplier or record is None:
        return leg.supplier
    if record.from_there:
        return str(record.content.get("supplier", ""))
    return leg.supplier if leg.supplier in record.names or record.state != SyncState.SENT else ""


def key_of(source: str) -> str:
    """The key of the document that stands for an entry there."""
    kind, _, number = source.partition("/")
    if kind == "bill":
        return bill_key(number)
    return credit_note_key(number) if kind == "credit_note" else booking_key(source)
