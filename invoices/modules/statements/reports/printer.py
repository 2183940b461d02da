"""From statements to PDF: one file each, or one print-ready file of many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from invoices.modules.statements.domain.document import StatementDoc
from invoices.modules.statements.domain.errors import UnprintableStatement
from invoices.modules.statements.reports import wording
from invoices.modules.statements.reports.sheets import StatementSheets
from invoices.modules.statements.reports.stationery import Printed, printed_for
from property_ops.framework.pdf.document import PrintFile, single_file
from property_ops.framework.pdf.errors import GlyphMissing
from property_ops.framework.pdf.fonts import house_family
from property_ops.framework.pdf.glyph_maps import ExtraGlyphs


@dataclass(frozen=True, slots=True)
class SetStatement:
    """A statement set in type, ready for a file of its own and for a print file."""

    doc: StatementDoc
    printed: Printed
    extra: ExtraGlyphs
    contents: list[bytes]

    def pdf(self) -> bytes:
        return single_file(self.printed.stationery, self.extra, self.contents, _description(self.doc))


def set_in_type(doc: StatementDoc) -> SetStatement:
    """Raises UnprintableStatement."""
    printed, extra = _stationery_of(doc), ExtraGlyphs(house_family())
    return SetStatement(doc, printed, extra, _contents(doc, printed, extra))


def render(doc: StatementDoc) -> bytes:
    """The statement as PDF. The same statement always makes the same bytes. Raises UnprintableStatement."""
    return set_in_type(doc).pdf()


@contextmanager
def merged_file(path: Path, *, title: str = wording.TITLE) -> Iterator[PrintFile]:
    """A print-ready file to `add_to`. It appears under its name only when it is complete."""
    with PrintFile(path, house_family(), {"Title": title, "Creator": wording.CREATOR}) as file:
        yield file


def add_to(file: PrintFile, statement: SetStatement) -> None:
    """The same sheets; only what needs a font of its own is set anew, in the fonts of the print file."""
    doc, printed = statement.doc, statement.printed
    needs_fonts = bool(list(statement.extra))
    contents = _contents(doc, printed, file.extra) if needs_fonts else statement.contents
    file.add(printed.stationery, contents, f"{doc.estate} {doc.unit} {doc.payer}")


def render_merged(docs: Iterable[StatementDoc], out_path: Path, *, title: str = wording.TITLE) -> int:
    """Writes one PDF of all statements in the order given; returns its number of sheets.

    The file appears under its name only when it is complete. Raises UnprintableStatement, and leaves no file then.
    """
    sheets = 0
    with merged_file(out_path, title=title) as file:
        for doc in docs:
            statement = set_in_type(doc)
            add_to(file, statement)
            sheets += len(statement.contents)
    return sheets


def texts_of(doc: StatementDoc) -> Iterator[tuple[str, str]]:
    """`(where, text)` for every text of a statement: `("lines[2].item", "物业服务费")`."""
    return _texts(doc, "")


def _texts(value: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _texts(part, f"{where}[{place}]")
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), f"{where}.{field.name}".lstrip("."))


def _stationery_of(doc: StatementDoc) -> Printed:
    try:
        return printed_for(doc.letterhead)
    except GlyphMissing as missing:
        raise _unprintable(doc, missing) from missing


def _contents(doc: StatementDoc, printed: Printed, extra: ExtraGlyphs) -> list[bytes]:
    try:
        return StatementSheets(doc, printed, printed.stationery.typesetter(extra)).contents()
    except GlyphMissing as missing:
        raise _unprintable(doc, missing) from missing


def _unprintable(doc: StatementDoc, missing: GlyphMissing) -> UnprintableStatement:
    where, text = next((found for found in texts_of(doc) if missing.character in found[1]), ("", ""))
    return UnprintableStatement(number=doc.number, where=where, text=text, **missing.data)


def _description(doc: StatementDoc) -> dict[str, str]:
    return {
        "Title": f"{doc.month}{wording.TITLE} {doc.number}",
        "Author": doc.letterhead.company,
        "Subject": f"{doc.estate} {doc.unit}，{doc.payer}",
        "Creator": wording.CREATOR,
    }
