"""`property-ops erpnext check`: reads ERPNext's books and compares them with ours, to the fen.

The general ledger by account and month, what each customer owes, each document entry by entry, what is open on each
invoice, and what stands there that did not come from here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from invoices.modules.charges.public import delivered_amount
from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain import comparing
from invoices.modules.erpnext.domain.comparing import BookedVoucher, VoucherName
from invoices.modules.erpnext.domain.documents import CUSTOMER, INVOICE, SOURCE_FIELD, bill_key, remote_id
from invoices.modules.erpnext.domain.money import money_in
from invoices.modules.erpnext.domain.roles import needed_to_read
from invoices.modules.erpnext.domain.sales import is_return
from invoices.modules.erpnext.domain.states import DocStatus
from invoices.modules.erpnext.domain.tie_out import (
    AMENDED,
    CANCELLED,
    CUSTOMER_GONE,
    MISSING,
    NOT_NETTED,
    NOT_SUBMITTED,
    OTHER_ENTRIES,
    OTHER_OPEN,
    BookDifference,
    ForeignDocument,
    Mismatch,
    TieOutRow,
)
from invoices.modules.erpnext.models import SyncRecord
from invoices.modules.erpnext.services.company_defaults import books
from invoices.modules.erpnext.services.connection import ErpNextAccess
from invoices.modules.erpnext.services.names import CUSTOMER_KEYS, amended_from, customers_anew, names_anew
from invoices.modules.erpnext.services.remote_books import OwnBooks, Translation, own_books, remote_vouchers
from invoices.modules.erpnext.services.rights import require_rights
from invoices.modules.erpnext.services.works_compared import works_over_there
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate

STEPS = 5
Progress = Callable[[int, int, str], None]
TheirBooks = Mapping[VoucherName, BookedVoucher]


@dataclass(frozen=True, slots=True)
class TieOut:
    """All that is not equal; `foreign` stands there only."""

    rows: list[TieOutRow]
    mismatches: list[Mismatch]
    accounts: list[BookDifference] = field(default_factory=list)
    customers: list[BookDifference] = field(default_factory=list)
    suppliers: list[BookDifference] = field(default_factory=list)
    foreign: list[ForeignDocument] = field(default_factory=list)

    @property
    def ties(self) -> bool:
        differs = self.mismatches or self.accounts or self.customers or self.suppliers or self.foreign
        return not differs and all(row.ties for row in self.rows)


def tie_out(
    *, access: ErpNextAccess, gateway: Gateway, by: User, today: date, progress: Progress | None = None
) -> TieOut:
    """Raises NotAllowed, RolesMissing, SetupMissing, and what the gateway raises."""
    require(by, "erpnext.view")
    tell = progress or (lambda done, total, label: None)
    books(access, gateway)  # the company is there, and something is set up
    require_rights(gateway, needed_to_read(selectors.doctypes_sent()))
    names_anew(gateway)
    customers_anew(gateway)
    translation = Translation(books(access, gateway))
    tell(1, STEPS, "GL Entry")
    theirs = remote_vouchers(gateway, access.company, translation)
    tell(2, STEPS, "")
    ours, known = own_books(translation), selectors.known_documents()
    foreign = comparing.foreign(theirs, ours.vouchers, known)
    tell(3, STEPS, INVOICE)
    invoices = _invoices(gateway, access.company)
    tell(4, STEPS, CUSTOMER)
    mismatches = [
        *_unsent(ours),
        *_documents(gateway, ours, theirs),
        *_open_amounts(invoices),
        *_customers_gone(gateway),
        *_not_netted(ours),
        *works_over_there(gateway),
    ]
    tell(5, STEPS, "")
    here = [*ours.vouchers.values(), *(voucher for _label, _record, voucher in ours.unsent)]
    there = [one for name, one in theirs.items() if known.get(name) != one.digest]
    return TieOut(
        rows=_rows(today, ours, theirs, invoices, translation.receivable),
        mismatches=mismatches,
        accounts=comparing.by_account_and_month(here, there),
        customers=comparing.by_party(here, there, translation.receivable),
        suppliers=comparing.by_party(here, there, translation.payable) if translation.payable else [],
        foreign=foreign,
    )


def _unsent(ours: OwnBooks) -> Iterator[Mismatch]:
    for label, _record, _voucher in ours.unsent:
        yield Mismatch(label, MISSING, {})


def _not_netted(ours: OwnBooks) -> Iterator[Mismatch]:
    for place, fen in ours.netted.items():
        if fen:
            yield Mismatch(place.party or place.account, NOT_NETTED, {"ours": str(Yuan(fen))})


def _documents(gateway: Gateway, ours: OwnBooks, theirs: TheirBooks) -> Iterator[Mismatch]:
    """Each document of ours, entry by entry; of what has no entries there, what became of it."""
    gone: dict[str, list[SyncRecord]] = {}
    for name, voucher in ours.vouchers.items():
        record, there = ours.records[name], theirs.get(name)
        if there is None or not any(there.legs.values()):
            gone.setdefault(name.doctype, []).append(record)
            continue
        for place, here_fen, there_fen in comparing.other_legs(voucher, there):
            account = " ".join(filter(None, place))
            facts = {"account": account, "ours": str(Yuan(here_fen)), "theirs": str(Yuan(there_fen))}
            yield Mismatch(record.label, OTHER_ENTRIES, facts)
    for doctype, records in gone.items():
        yield from _what_became(gateway, doctype, records)


def _what_became(gateway: Gateway, doctype: str, records: Sequence[SyncRecord]) -> Iterator[Mismatch]:
    rows = gateway.by_name(doctype, [record.remote_name for record in records], ["docstatus"])
    off = [name for name, row in rows.items() if row["docstatus"] == DocStatus.CANCELLED]
    amended = amended_from(gateway, doctype, off)
    for record in records:
        row = rows.get(record.remote_name)
        if row is None:
            yield Mismatch(record.label, MISSING, {})
        elif record.remote_name in amended:
            yield Mismatch(record.label, AMENDED, {"name": amended[record.remote_name]})
        else:
            yield Mismatch(record.label, CANCELLED if row["docstatus"] == DocStatus.CANCELLED else NOT_SUBMITTED, {})


def _invoices(gateway: Gateway, company: str) -> dict[str, Row]:
    """Our submitted invoices there, by name."""
    begins = remote_id(selectors.current_space(), bill_key("")) + "%"
    fields = ["name", SOURCE_FIELD, "grand_total", "outstanding_amount"]
    filters = {"company": company, "docstatus": DocStatus.SUBMITTED, SOURCE_FIELD: ["like", begins]}
    return {row["name"]: row for row in gateway.rows(INVOICE, fields, filters)}


def _open_amounts(invoices: Mapping[str, Row]) -> Iterator[Mismatch]:
    here = selectors.open_by_bill()
    for record in selectors.sent_documents(INVOICE).only("key", "label", "remote_name"):
        row = invoices.get(record.remote_name)
        if row is None:
            continue
        theirs, ours = money_in(row["outstanding_amount"]), here.get(record.label, ZERO)
        if theirs != ours:
            facts = {"ours": str(ours), "theirs": str(row["outstanding_amount"])}
            yield Mismatch(record.label, OTHER_OPEN, facts)


def _customers_gone(gateway: Gateway) -> Iterator[Mismatch]:
    begins = remote_id(selectors.current_space(), CUSTOMER_KEYS) + "%"
    there = {row[SOURCE_FIELD] for row in gateway.rows(CUSTOMER, [SOURCE_FIELD], {SOURCE_FIELD: ["like", begins]})}
    for record in selectors.sent_documents(CUSTOMER):
        if record.remote_id not in there:
            yield Mismatch(record.label, CUSTOMER_GONE, {})


def _rows(
    today: date, ours: OwnBooks, theirs: TheirBooks, invoices: Mapping[str, Row], receivable: str
) -> list[TieOutRow]:
    """Accepted, charged, billed, invoiced and booked, of every estate and month with a charge or a bill."""
    rows = _our_side(today)
    for name, record in ours.records.items():
        if name.doctype != INVOICE or is_return(record.key) or record.month is None:
            continue
        row = rows.setdefault((record.estate, record.month), TieOutRow(record.estate, record.month))
        if name.name in invoices:
            row.invoiced += money_in(invoices[name.name]["grand_total"]) or ZERO
        legs = theirs[name].legs if name in theirs else {}
        row.ledger += Yuan(sum(fen for place, fen in legs.items() if place.account == receivable))
    return [rows[key] for key in sorted(rows)]


def _our_side(today: date) -> dict[tuple[str, date], TieOutRow]:
    """Accepted, charged and billed, of every estate and month with a charge or a bill."""
    rows: dict[tuple[str, date], TieOutRow] = {}
    for (estate, month), amount in selectors.charged().items():
        rows[estate, month] = TieOutRow(estate, month, charged=amount)
    for (estate, month), amount in selectors.billed().items():
        rows.setdefault((estate, month), TieOutRow(estate, month)).billed = amount
    estates = {estate.code: estate for estate in Estate.objects.filter(code__in={code for code, _ in rows})}
    for (code, month), row in rows.items():
        row.accepted = delivered_amount(estate=estates[code], month=Month.of(month), today=today)
    return rows
