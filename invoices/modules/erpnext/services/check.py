"""`property-ops erpnext check`: reads ERPNext back and compares it with our books, to the fen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from invoices.modules.charges.public import delivered_amount
from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.connector.gateway import Row as RemoteRow
from invoices.modules.erpnext.domain.documents import AMOUNT_FIELD, INVOICE, JOURNAL, PAYMENT
from invoices.modules.erpnext.domain.money import money_in
from invoices.modules.erpnext.domain.sales import credit_note_key, is_return
from invoices.modules.erpnext.domain.tie_out import CANCELLED, MISSING, NOT_SUBMITTED, OTHER_AMOUNT, Mismatch, TieOutRow
from invoices.modules.erpnext.models import SyncRecord
from invoices.modules.erpnext.services.company_defaults import books
from invoices.modules.erpnext.services.connection import ErpNextAccess
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate

CHUNK = 200
SUBMITTED, DELETED = 1, 2
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class TieOut:
    rows: list[TieOutRow]
    mismatches: list[Mismatch]

    @property
    def ties(self) -> bool:
        return not self.mismatches and all(row.ties for row in self.rows)


def tie_out(
    *, access: ErpNextAccess, gateway: Gateway, by: User, today: date, progress: Progress | None = None
) -> TieOut:
    """Raises NotAllowed, SetupMissing, and what the gateway raises."""
    require(by, "erpnext.view")
    where = books(access, gateway)
    rows = _our_side(today)
    mismatches = list(_unsent())
    for chunk in _chunks(INVOICE, progress):
        mismatches += _invoices(gateway, chunk, rows)
        _ledger(gateway, chunk, rows, where.receivable)
    for doctype in (PAYMENT, JOURNAL):
        for chunk in _chunks(doctype, progress):
            mismatches += [one for record, found in _remote(gateway, chunk) if (one := _mismatch(record, found))]
    return TieOut([rows[key] for key in sorted(rows)], mismatches)


def _chunks(doctype: str, progress: Progress | None) -> Iterator[list[SyncRecord]]:
    records = list(SyncRecord.objects.filter(doctype=doctype).order_by("pk"))
    for start in range(0, len(records), CHUNK):
        if progress:
            progress(start, len(records), doctype)
        yield records[start : start + CHUNK]


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


def _unsent() -> Iterator[Mismatch]:
    """What no push has looked at yet."""
    for bills in selectors.issued_bills():
        yield from _without_record({bill.key: bill.number for bill in bills})
    for notes in selectors.credit_notes():
        yield from _without_record({credit_note_key(str(note.number)): str(note.number) for note in notes})
    for some in selectors.bookings():
        yield from _without_record({booking.key: booking.memo for booking in some})


def _without_record(labels: Mapping[str, str]) -> Iterator[Mismatch]:
    known = selectors.recorded(list(labels))
    yield from (Mismatch(label, MISSING, {}) for key, label in labels.items() if key not in known)


def _remote(gateway: Gateway, records: Sequence[SyncRecord]) -> Iterator[tuple[SyncRecord, RemoteRow | None]]:
    """Each record with the document over there, if there is one; all of one doctype."""
    doctype = records[0].doctype
    fields = ["docstatus", AMOUNT_FIELD[doctype]]
    ours = gateway.by_source(doctype, [record.remote_id for record in records if not record.from_there], fields)
    theirs = gateway.by_name(doctype, [record.remote_name for record in records if record.from_there], fields)
    for record in records:
        yield record, theirs.get(record.remote_name) if record.from_there else ours.get(record.remote_id)


def _invoices(
    gateway: Gateway, records: Sequence[SyncRecord], rows: dict[tuple[str, date], TieOutRow]
) -> Iterator[Mismatch]:
    for record, remote in _remote(gateway, records):
        if remote is not None and remote["docstatus"] == SUBMITTED and not is_return(record.key):
            _row(rows, record).invoiced += money_in(remote["grand_total"]) or ZERO
        mismatch = _mismatch(record, remote)
        if mismatch:
            yield mismatch


def _mismatch(record: SyncRecord, remote: RemoteRow | None) -> Mismatch | None:
    if remote is None:
        return Mismatch(record.label, MISSING, {})
    if remote["docstatus"] == DELETED:
        return Mismatch(record.label, CANCELLED, {})
    if remote["docstatus"] != SUBMITTED:
        return Mismatch(record.label, NOT_SUBMITTED, {})
    theirs = remote[AMOUNT_FIELD[record.doctype]]
    if money_in(theirs) != record.amount:
        return Mismatch(record.label, OTHER_AMOUNT, {"ours": str(record.amount), "theirs": str(theirs)})
    return None


def _ledger(
    gateway: Gateway, records: Sequence[SyncRecord], rows: dict[tuple[str, date], TieOutRow], receivable: str
) -> None:
    """What the invoices posted to the receivable account."""
    by_name = {record.remote_name: record for record in records if record.remote_name and not is_return(record.key)}
    filters = {"voucher_no": ["in", list(by_name)], "account": receivable, "is_cancelled": 0}
    for entry in gateway.rows("GL Entry", ["voucher_no", "debit", "credit"], filters) if by_name else []:
        row = _row(rows, by_name[entry["voucher_no"]])
        row.ledger += (money_in(entry["debit"]) or ZERO) - (money_in(entry["credit"]) or ZERO)


def _row(rows: dict[tuple[str, date], TieOutRow], record: SyncRecord) -> TieOutRow:
    assert record.month is not None
    return rows.setdefault((record.estate, record.month), TieOutRow(record.estate, record.month))
