"""The approved credit notes, as what is sent for them."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

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


def credit_note_documents(notes: Iterable[CreditNote], books: CompanyDefaults) -> Iterator[Document]:
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
            lines=[InvoiceLine(line.item_code, _description(line), line.amount) for line in note.lines.all()],
            books=books,
        )


def _description(line: Any) -> str:
    return f"{line.item_name} {line.start}～{line.end - timedelta(days=1)}"
