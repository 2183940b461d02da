"""The approved credit notes, as what is sent for them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Count

from invoices.modules.billing.public import BillLine
from invoices.modules.credit_notes.public import CreditNote, approved_notes
from invoices.modules.erpnext.domain.documents import CompanyDefaults, Document, bill_key, customer_key
from invoices.modules.erpnext.domain.sales import InvoiceLine, credit_note, credit_note_key

CHUNK = 500


def credit_notes() -> Iterator[list[CreditNote]]:
    """All of them in the order of their numbers, in chunks."""
    notes = approved_notes().select_related("bill", "estate").order_by("number")
    start = 0
    while some := list(notes[start : start + CHUNK]):
        yield some
        start += CHUNK


def credit_note_documents(notes: Sequence[CreditNote], books: CompanyDefaults) -> Iterator[Document]:
    again = _taken_back_before(notes)
    for note in notes:
        assert note.issued_on is not None  # approved
        yield credit_note(
            key=credit_note_key(str(note.number)),
            number=str(note.number),
            customer_key=customer_key(note.unit_code, str(note.payer_id or "")),
            invoice_key=bill_key(str(note.bill.number)),
            estate=note.estate.code,
            month=note.month,
            issued_on=note.issued_on,
            lines=[_line(line, again) for line in note.lines.all()],
            books=books,
        )


def _line(line: Any, again: set[int]) -> InvoiceLine:
    return InvoiceLine(line.item_code, _description(line), line.amount, line.pk in again)


def _taken_back_before(notes: Iterable[CreditNote]) -> set[int]:
    """The lines whose item earlier credits on the same bill named as often as the bill itself has it."""
    bills = {note.bill_id for note in notes}
    rows = BillLine.objects.filter(bill__in=bills).order_by().values_list("bill", "item_code").annotate(of=Count("pk"))
    left = Counter({(bill, item): count for bill, item, count in rows})
    again: set[int] = set()
    for note in approved_notes().filter(bill__in=bills).order_by("number").prefetch_related("lines"):
        for line in note.lines.all():
            left[note.bill_id, line.item_code] -= 1
            if left[note.bill_id, line.item_code] < 0:
                again.add(line.pk)
    return again


def _description(line: Any) -> str:
    return f"{line.item_name} {line.start}～{line.end - timedelta(days=1)}"
