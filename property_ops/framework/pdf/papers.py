"""Papers of the office: notices, lists and reports, laid out from plain parts on A4 sheets.

A paper is data: texts and figures final, in the reader's language. What is too long for a cell is broken, never cut.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from property_ops.framework.pdf.cases import Sorts, sorted_vocabulary
from property_ops.framework.pdf.document import single_file
from property_ops.framework.pdf.fonts import Weight, house_family
from property_ops.framework.pdf.stationery import Stationery
from property_ops.framework.pdf.typesetter import Ink, Pen, Style, Typesetter

SHORT_SIDE, LONG_SIDE = 595.28, 841.89
MARGIN, FOOT_AT, LOWEST = 48.0, 30.0, 56.0
INK, QUIET, HAIR, TINT, ACCENT = map(Ink.hex, ("1B2527", "5E6C70", "D3DBDA", "EFF5F3", "17594F"))
TITLE, HEADING = Style(Weight.BOLD, 19, INK), Style(Weight.BOLD, 11.5, ACCENT)
WORDS, LARGE = Style(Weight.REGULAR, 10, INK), Style(Weight.REGULAR, 14, INK)
CELL, HEAD, SUM = Style(Weight.REGULAR, 9, INK), Style(Weight.BOLD, 8.5, QUIET), Style(Weight.BOLD, 9, INK)
NOTE = Style(Weight.REGULAR, 8.5, QUIET)
LEADING, CELL_LEADING, CELL_PAD, ROW_PAD = 1.5, 1.35, 4.0, 4.5


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `large` for a notice that is read standing."""

    text: str
    large: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, two beside each other."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Column:
    """`share` of the width, against those of the others."""

    heading: str
    share: float = 1.0
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The head is repeated on every sheet; `total` is a last row in bold."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar for each row: label, length between 0 and 1, figure."""

    rows: Sequence[tuple[str, float, str]]


@dataclass(frozen=True, slots=True)
class NewSheet:
    """What follows begins a sheet of its own."""


Part = Heading | Words | Facts | Table | Bars | NewSheet


@dataclass(frozen=True, slots=True)
class Paper:
    """`issuer` stands above the title, `foot` at the bottom of every sheet beside its number."""

    title: str
    issuer: str
    subtitle: str
    foot: str
    parts: Sequence[Part]
    landscape: bool = False


def render(paper: Paper) -> bytes:
    """The same paper always makes the same bytes. Raises GlyphMissing."""
    stationery, sorts = _stationery(paper.landscape), Sorts(house_family())
    layout = _Layout(paper, stationery.typesetter(sorts))
    contents = layout.sheets()
    return single_file(stationery, sorts, contents, {"Title": paper.title, "Author": paper.issuer})


@lru_cache(maxsize=2)
def _stationery(landscape: bool) -> Stationery:
    size = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    usual = sorted_vocabulary("".join(map(chr, range(32, 127))), "年月日号楼单元第页共小区，。：；、（）—·×㎡³")
    vocabulary = dict.fromkeys(Weight, usual)
    return Stationery.printed(family=house_family(), vocabulary=vocabulary, page_size=size, drawings={})


class _Layout:
    """Sets part after part from the top down; `y` is the top of what comes next."""

    def __init__(self, paper: Paper, typesetter: Typesetter) -> None:
        self.paper, self.typesetter = paper, typesetter
        self.width, self.height = (LONG_SIDE, SHORT_SIDE) if paper.landscape else (SHORT_SIDE, LONG_SIDE)
        self.room = self.width - 2 * MARGIN
        self.pens: list[Pen] = []
        self.turn()

    @property
    def pen(self) -> Pen:
        return self.pens[-1]

    def turn(self) -> None:
        """A new sheet."""
        self.pens.append(Pen(self.typesetter))
        self.y = self.height - MARGIN
        if len(self.pens) > 1:
            self.pen.text(MARGIN, self.y - 9, self.paper.title, NOTE)
            self.y -= 24

    def need(self, room: float) -> bool:
        """Turns the sheet where less than `room` is left; says whether it did."""
        if self.y - room >= LOWEST:
            return False
        self.turn()
        return True

    def sheets(self) -> list[bytes]:
        self._head()
        for part in self.paper.parts:
            _DRAWN_BY[type(part)](self, part)
        for number, pen in enumerate(self.pens, start=1):
            pen.rule(MARGIN, self.width - MARGIN, FOOT_AT + 12, 0.5, HAIR)
            pen.text(MARGIN, FOOT_AT, self.paper.foot, NOTE)
            pen.text_to(self.width - MARGIN, FOOT_AT, f"{number} / {len(self.pens)}", NOTE)
        return [pen.content() for pen in self.pens]

    def lines(self, text: str, style: Style, *, x: float = MARGIN, room: float = 0) -> None:
        """Broken text from `y` down."""
        for line in text.splitlines():
            for broken in self.typesetter.lines(line, style, room or self.room):
                self.need(style.size * LEADING)
                self.pen.text(x, self.y - style.size, broken, style)
                self.y -= style.size * LEADING

    def _head(self) -> None:
        self.lines(self.paper.issuer, NOTE)
        self.y -= 6
        self.lines(self.paper.title, TITLE)
        if self.paper.subtitle:
            self.lines(self.paper.subtitle, Style(Weight.REGULAR, 10, QUIET))
        self.y -= 10


def _heading(layout: _Layout, part: Heading) -> None:
    layout.need(70)
    layout.y -= 8
    layout.lines(part.text, HEADING)
    layout.y -= 2


def _words(layout: _Layout, part: Words) -> None:
    layout.lines(part.text, LARGE if part.large else WORDS)
    layout.y -= 8


def _facts(layout: _Layout, part: Facts) -> None:
    half = layout.room / 2
    for start in range(0, len(part.pairs), 2):
        pairs = part.pairs[start : start + 2]
        broken = [layout.typesetter.lines(value, WORDS, half - 90) for _label, value in pairs]
        height = max(map(len, broken)) * WORDS.size * LEADING + 2
        layout.need(height)
        for place, ((label, _value), lines) in enumerate(zip(pairs, broken, strict=True)):
            left = MARGIN + place * half
            layout.pen.text(left, layout.y - WORDS.size, label, NOTE)
            for number, line in enumerate(lines):
                layout.pen.text(left + 78, layout.y - WORDS.size - number * WORDS.size * LEADING, line, WORDS)
        layout.y -= height
    layout.y -= 6


def _table(layout: _Layout, part: Table) -> None:
    grid = _Grid(layout, part.columns)
    layout.need(60)
    grid.row(grid.headings, HEAD, tinted=True)
    for row in part.rows:
        if layout.need(grid.height(row, CELL)):
            grid.row(grid.headings, HEAD, tinted=True)
        grid.row(row, CELL)
    if part.total is not None:
        layout.need(grid.height(part.total, SUM))
        grid.row(part.total, SUM, tinted=True)
    layout.y -= 10


class _Grid:
    """The columns of a table on the sheet: draws row after row."""

    def __init__(self, layout: _Layout, columns: Sequence[Column]) -> None:
        whole = sum(column.share for column in columns)
        self._layout = layout
        self._widths = [layout.room * column.share / whole for column in columns]
        self._figures = [column.figures for column in columns]
        self.headings = [column.heading for column in columns]

    def _broken(self, row: Sequence[str], style: Style) -> list[list[str]]:
        breaks = self._layout.typesetter.lines
        return [breaks(text, style, width - 2 * CELL_PAD) for text, width in zip(row, self._widths, strict=True)]

    def height(self, row: Sequence[str], style: Style) -> float:
        return max(1, *map(len, self._broken(row, style))) * style.size * CELL_LEADING + 2 * ROW_PAD

    def row(self, row: Sequence[str], style: Style, *, tinted: bool = False) -> None:
        layout, left = self._layout, MARGIN
        bottom = layout.y - self.height(row, style)
        if tinted:
            layout.pen.block(MARGIN, bottom, layout.room, layout.y - bottom, TINT)
        for lines, width, is_figure in zip(self._broken(row, style), self._widths, self._figures, strict=True):
            at = layout.y - ROW_PAD - style.size
            for number, line in enumerate(lines):
                base = at - number * style.size * CELL_LEADING
                if is_figure:
                    layout.pen.text_to(left + width - CELL_PAD, base, line, style)
                else:
                    layout.pen.text(left + CELL_PAD, base, line, style)
            left += width
        layout.pen.rule(MARGIN, MARGIN + layout.room, bottom, 0.5, HAIR)
        layout.y = bottom


def _bars(layout: _Layout, part: Bars) -> None:
    label_room, figure_room = layout.room * 0.28, layout.room * 0.16
    most = layout.room - label_room - figure_room
    for label, length, figure in part.rows:
        layout.need(18)
        at = layout.y - 12
        style = layout.typesetter.fitting(label, CELL, label_room - 8, smallest=6)
        layout.pen.text(MARGIN, at, label, style)
        layout.pen.block(MARGIN + label_room, at - 2, max(most * length, 0.8), 10, ACCENT)
        layout.pen.text(MARGIN + label_room + most * length + 6, at, figure, CELL)
        layout.y -= 18
    layout.y -= 8


def _new_sheet(layout: _Layout, part: NewSheet) -> None:
    layout.turn()


_DRAWN_BY: Mapping[type[Part], Callable[[_Layout, Any], None]] = {
    Heading: _heading,
    Words: _words,
    Facts: _facts,
    Table: _table,
    Bars: _bars,
    NewSheet: _new_sheet,
}
