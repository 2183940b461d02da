"""ERPNext's books of the company, and ours as they should stand there."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain.bookings import RECEIVABLE, booking_key
from invoices.modules.erpnext.domain.comparing import BookedPlace, BookedVoucher, VoucherName
from invoices.modules.erpnext.domain.documents import CUSTOMER, CompanyDefaults, bill_key, customer_key
from invoices.modules.erpnext.domain.money import money_in
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
        self.receivable = where.receivable
        self.accounts = dict(where.accounts)
        self._together: dict[str, str] = {}
        self._customers = dict(selectors.records().filter(doctype=CUSTOMER).values_list("key", "remote_name"))
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

    def of_leg(self, account: str, unit_code: str, party: str) -> BookedPlace:
        if account == RECEIVABLE:
            key = customer_key(unit_code, party)
            return BookedPlace(self.receivable, self._customers.get(key) or key)
        return BookedPlace(self.place(self.accounts.get(account, account)), "")


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
        for one in posted:
            _put(books, one.entry, records, translation)
    return books


def _put(books: OwnBooks, entry: EntryDraft, records: Mapping[str, SyncRecord], translation: Translation) -> None:
    record = records.get(key_of(entry.source))
    legs = list(_legs(entry, translation))
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


def _legs(entry: EntryDraft, translation: Translation) -> Iterator[tuple[BookedPlace, int]]:
    for account, _estate, unit_code, party, fen in entry.legs:
        yield translation.of_leg(account, unit_code, party), fen


def key_of(source: str) -> str:
    """The key of the document that stands for an entry there."""
    kind, _, number = source.partition("/")
    if kind == "bill":
        return bill_key(number)
    return credit_note_key(number) if kind == "credit_note" else booking_key(source)
