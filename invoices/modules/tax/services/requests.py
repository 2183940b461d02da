"""Invoice requests for the tax platform: kept as they were exported, each bill and credit note once."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.db import transaction

from invoices.modules.billing.public import Bill
from invoices.modules.credit_notes.public import CreditNote, steps_of
from invoices.modules.tax import selectors
from invoices.modules.tax.domain.buyers import Whom
from invoices.modules.tax.domain.errors import NothingToExport
from invoices.modules.tax.domain.template import MOST_INVOICES
from invoices.modules.tax.domain.vat import Split, credited_part, total_of
from invoices.modules.tax.models import InvoiceBatch, InvoiceLine, InvoiceRequest
from invoices.modules.tax.reports.workbook import Wanted, workbook
from invoices.modules.tax.selectors import VatRates
from invoices.modules.tax.selectors.buyers import tax_numbers_of
from property_ops.framework import audit
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.period import Month

LONGEST_REMARK = 230


def export_requests(
    *, month: Month, by: User, now: datetime, again: bool = False, whom: Whom = Whom.ALL
) -> list[InvoiceBatch]:
    """Ask for the invoices of a month's bills, and for the red ones of its credit notes, in files the platform takes.
    Of `whom`: all bills, those of which an invoice is asked for, or those that are paid.

    What was exported already is left alone unless `again`. Raises NotAllowed, NothingToExport, NoRate, NotATaxpayer.
    """
    require(by, "tax.export")
    with transaction.atomic(), locked_transaction("tax"):
        bills = list(selectors.to_request(month, again=again, whom=whom).prefetch_related("lines"))
        made = [
            _batch(month, by, now, again=again, bills=bills[first : first + MOST_INVOICES])
            for first in range(0, len(bills), MOST_INVOICES)
        ]
        notes = list(selectors.notes_to_request(month, again=again))
        if notes:
            made.append(_batch(month, by, now, again=again, notes=notes))
        if not made:
            raise NothingToExport(month=month)
        audit.record(
            by=by, action="tax.requests_exported", subject=str(month), bills=len(bills), notes=len(notes), again=again
        )
    return made


def open_batch(*, batch: InvoiceBatch, wanted: Wanted, by: User) -> bytes:
    """The file of a batch, the same every time. Raises NotAllowed."""
    require(by, "tax.export")
    data = workbook(batch, wanted)
    audit.record(by=by, action="tax.batch_opened", subject=str(batch.pk), month=f"{batch.month:%Y-%m}")
    return data


def _batch(
    month: Month, by: User, now: datetime, *, again: bool, bills: Sequence[Bill] = (), notes: Sequence[CreditNote] = ()
) -> InvoiceBatch:
    batch = InvoiceBatch.objects.create(month=month.start, made_by=by, made_at=now, again=again)
    rates = _RatesByDay()
    numbers = tax_numbers_of({one.payer_id for one in (*bills, *(note.bill for note in notes)) if one.payer_id})
    asked = [*(_of_bill(bill, rates) for bill in bills), *(_of_note(note, rates) for note in notes)]
    for request, lines in asked:
        request.batch, request.again = batch, again
        request.buyer_number = numbers.get(request.bill.payer_id or 0, "")
        whole = total_of(_split_of(line) for line in lines)
        request.gross, request.net, request.tax = whole.gross, whole.net, whole.tax
    InvoiceRequest.objects.bulk_create(request for request, _lines in asked)
    InvoiceLine.objects.bulk_create(chain.from_iterable(_placed(request, lines) for request, lines in asked))
    return batch


class _RatesByDay:
    """The rates of each day, read once."""

    def __init__(self) -> None:
        self._known: dict[date, VatRates] = {}

    def on(self, day: date) -> VatRates:
        if day not in self._known:
            self._known[day] = selectors.rates_on(day)
        return self._known[day]


def _of_bill(bill: Bill, rates: _RatesByDay) -> tuple[InvoiceRequest, list[InvoiceLine]]:
    assert bill.issued_on
    remark = f"{bill.estate_name} {bill.unit_code} {bill.month:%Y-%m} 账单 {bill.number}"
    request = InvoiceRequest(
        serial=str(bill.number), bill=bill, buyer=bill.payer_name, remark=remark[:LONGEST_REMARK], day=bill.issued_on
    )
    on_day = rates.on(bill.issued_on)
    return request, [
        _line(line.item_code, line.item_name, on_day, on_day.split(line.item_code, line.item_name, line.amount))
        for line in bill.lines.all()
    ]


def _of_note(note: CreditNote, rates: _RatesByDay) -> tuple[InvoiceRequest, list[InvoiceLine]]:
    assert note.issued_on
    assert note.bill.issued_on
    request = InvoiceRequest(
        serial=str(note.number),
        bill=note.bill,
        credit_note=note,
        buyer=note.bill.payer_name,
        remark=note.reason[:LONGEST_REMARK],
        day=note.issued_on,
    )
    on_day = rates.on(note.bill.issued_on)
    return request, [
        _line(line.item_code, line.item_name, on_day, -_credited(line, on_day))
        for line in steps_of(CreditNote.objects.filter(pk=note.pk)).order_by("position")
    ]


def _credited(line: Any, rates: VatRates) -> Split:
    whole = rates.split(line.item_code, line.item_name, line.line_amount)
    return credited_part(whole, before=line.before, amount=line.amount)


def _line(item_code: str, item_name: str, rates: VatRates, parts: Split) -> InvoiceLine:
    rate = rates.of(item_code, item_name)
    return InvoiceLine(
        item_name=item_name,
        tax_code=rate.tax_code,
        category=rate.category,
        rate=rate.rate,
        gross=parts.gross,
        net=parts.net,
        tax=parts.tax,
    )


def _split_of(line: InvoiceLine) -> Split:
    return Split(line.gross, line.net, line.tax)


def _placed(request: InvoiceRequest, lines: list[InvoiceLine]) -> Iterator[InvoiceLine]:
    for position, line in enumerate(line for line in lines if line.gross):
        line.request, line.position = request, position
        yield line
