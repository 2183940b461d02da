"""Papers of the office: notices, lists and reports, laid out from plain parts on A4 sheets.

A paper is data: texts and figures final, in the reader's language. What is too long for a cell is broken, never cut.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext

from property_ops.framework.pdf.document import PrintFile, single_file
from property_ops.framework.pdf.fonts import Weight, house_family
from property_ops.framework.pdf.glyph_maps import ExtraGlyphs, sorted_vocabulary
from property_ops.framework.pdf.layout import LONG_SIDE, SHORT_SIDE, DocumentLayout
from property_ops.framework.pdf.parts import (
    Bars,
    CaptionedPhoto,
    Document,
    DocumentPart,
    FigureBand,
    Heading,
    LabelledFacts,
    NewSheet,
    Paragraph,
    PdfColumn,
    PdfTable,
    Pictures,
    QrCode,
    Signature,
    Signatures,
)
from property_ops.framework.pdf.printable import signs_without_glyph, texts_in, with_substitutes
from property_ops.framework.pdf.stationery import Stationery

__all__ = [
    "Bars",
    "CaptionedPhoto",
    "Document",
    "DocumentPart",
    "FigureBand",
    "Heading",
    "LabelledFacts",
    "NewSheet",
    "Paragraph",
    "PdfColumn",
    "PdfTable",
    "Pictures",
    "QrCode",
    "Signature",
    "Signatures",
    "render",
    "write_together",
]


def render(paper: Document) -> bytes:
    """The same paper always makes the same bytes. A sign that no font has is printed as a substitute, with a note."""
    paper, stationery, extra = _printable(paper), _stationery(paper.landscape), ExtraGlyphs(house_family())
    layout = DocumentLayout(paper, stationery.typesetter(extra))
    contents = layout.sheets()
    description = {"Title": paper.title, "Author": paper.issuer}
    return single_file(stationery, extra, contents, description, images=layout.images)


def write_together(papers: Iterable[tuple[str, Document]], path: Path, *, title: str) -> int:
    """One print file of many papers without photos, each under its name in the table of contents; how many sheets.

    The file appears when it is complete.
    """
    sheets = 0
    with PrintFile(path, house_family(), {"Title": title}) as file:
        for name, paper in ((name, _printable(paper)) for name, paper in papers):
            stationery = _stationery(paper.landscape)
            contents = DocumentLayout(paper, stationery.typesetter(file.extra)).sheets()
            file.add(stationery, contents, name)
            sheets += len(contents)
    return sheets


def _printable(paper: Document) -> Document:
    missing = signs_without_glyph(texts_in(paper))
    if not missing:
        return paper
    note = Paragraph(gettext("〓 stands for a sign that no font has."))
    changed = with_substitutes(paper, missing)
    return replace(changed, parts=(*changed.parts, note))


@lru_cache(maxsize=2)
def _stationery(landscape: bool) -> Stationery:
    size = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    usual = sorted_vocabulary("".join(map(chr, range(32, 127))), "年月日号楼单元第页共小区，。：；、（）—·×㎡³")
    vocabulary = dict.fromkeys(Weight, usual)
    return Stationery.printed(family=house_family(), vocabulary=vocabulary, page_size=size, drawings={})
