"""Papers of the office: notices, lists and reports, laid out from plain parts on A4 sheets.

A paper is data: texts and figures final, in the reader's language. What is too long for a cell is broken, never cut.
"""

from __future__ import annotations

from functools import lru_cache

from property_ops.framework.pdf.cases import Sorts, sorted_vocabulary
from property_ops.framework.pdf.document import single_file
from property_ops.framework.pdf.fonts import Weight, house_family
from property_ops.framework.pdf.layout import LONG_SIDE, SHORT_SIDE, Layout
from property_ops.framework.pdf.parts import (
    Bars,
    Code,
    Column,
    Facts,
    Heading,
    NewSheet,
    Paper,
    Part,
    Photo,
    Pictures,
    Signature,
    Signatures,
    Table,
    Words,
)
from property_ops.framework.pdf.stationery import Stationery

__all__ = [
    "Bars",
    "Code",
    "Column",
    "Facts",
    "Heading",
    "NewSheet",
    "Paper",
    "Part",
    "Photo",
    "Pictures",
    "Signature",
    "Signatures",
    "Table",
    "Words",
    "render",
]


def render(paper: Paper) -> bytes:
    """The same paper always makes the same bytes. Raises GlyphMissing."""
    stationery, sorts = _stationery(paper.landscape), Sorts(house_family())
    layout = Layout(paper, stationery.typesetter(sorts))
    contents = layout.sheets()
    description = {"Title": paper.title, "Author": paper.issuer}
    return single_file(stationery, sorts, contents, description, images=layout.images)


@lru_cache(maxsize=2)
def _stationery(landscape: bool) -> Stationery:
    size = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    usual = sorted_vocabulary("".join(map(chr, range(32, 127))), "年月日号楼单元第页共小区，。：；、（）—·×㎡³")
    vocabulary = dict.fromkeys(Weight, usual)
    return Stationery.printed(family=house_family(), vocabulary=vocabulary, page_size=size, drawings={})
