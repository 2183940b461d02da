"""Lays the parts of a paper out on sheets, one after the other from the top down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from property_ops.framework.pdf.fonts import Weight
from property_ops.framework.pdf.images import Jpeg
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
from property_ops.framework.pdf.typesetter import Ink, Pen, Style, Typesetter

SHORT_SIDE, LONG_SIDE = 595.28, 841.89
MARGIN, FOOT_AT, LOWEST = 48.0, 30.0, 56.0
INK, QUIET, HAIR, TINT, ACCENT = map(Ink.hex, ("1B2527", "5E6C70", "D3DBDA", "EFF5F3", "17594F"))
TITLE, HEADING = Style(Weight.BOLD, 19, INK), Style(Weight.BOLD, 11.5, ACCENT)
WORDS, LARGE, FIGURE = (Style(Weight.REGULAR, size, INK) for size in (10, 14, 12.5))
CELL, HEAD, SUM = Style(Weight.REGULAR, 9, INK), Style(Weight.BOLD, 8.5, QUIET), Style(Weight.BOLD, 9, INK)
NOTE, OUTCOME = Style(Weight.REGULAR, 8.5, QUIET), Style(Weight.BOLD, 14, ACCENT)
LEADING, CELL_LEADING, CELL_PAD, ROW_PAD, TALL_PAD = 1.5, 1.35, 4.0, 4.5, 9.0
PHOTO_HEIGHT, PHOTO_GAP, CODE_SIZE = 183.0, 12.0, 78.0
SIGN_GAP, SIGN_LINE, BAND = 10.0, 24.0, 48.0


class DocumentLayout:
    """Sets part after part from the top down; `y` is the top of what comes next."""

    def __init__(self, paper: Document, typesetter: Typesetter) -> None:
        self.paper, self.typesetter = paper, typesetter
        self.width, self.height = (LONG_SIDE, SHORT_SIDE) if paper.landscape else (SHORT_SIDE, LONG_SIDE)
        self.room = self.width - 2 * MARGIN
        self.pens: list[Pen] = []
        self._images: dict[bytes, Jpeg] = {}
        self.turn()

    @property
    def images(self) -> list[Jpeg]:
        """What the sheets draw, in the order in which they first do."""
        return list(self._images.values())

    def image(self, jpeg: bytes) -> Jpeg:
        """The file's image of these bytes; the same bytes are one image."""
        if jpeg not in self._images:
            self._images[jpeg] = Jpeg.of(f"Photo{len(self._images)}", jpeg)
        return self._images[jpeg]

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


def _heading(layout: DocumentLayout, part: Heading) -> None:
    layout.need(70)
    layout.y -= 8
    layout.lines(part.text, HEADING)
    layout.y -= 2


def _words(layout: DocumentLayout, part: Paragraph) -> None:
    layout.lines(part.text, LARGE if part.large else WORDS)
    layout.y -= 8


def _facts(layout: DocumentLayout, part: LabelledFacts) -> None:
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


def _table(layout: DocumentLayout, part: PdfTable) -> None:
    grid = _Grid(layout, part.columns, TALL_PAD if part.tall else ROW_PAD)
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

    def __init__(self, layout: DocumentLayout, columns: Sequence[PdfColumn], pad: float) -> None:
        whole = sum(column.share for column in columns)
        self._layout, self._pad = layout, pad
        self._widths = [layout.room * column.share / whole for column in columns]
        self._figures = [column.figures for column in columns]
        self.headings = [column.heading for column in columns]

    def _broken(self, row: Sequence[str], style: Style) -> list[list[str]]:
        breaks = self._layout.typesetter.lines
        return [breaks(text, style, width - 2 * CELL_PAD) for text, width in zip(row, self._widths, strict=True)]

    def height(self, row: Sequence[str], style: Style) -> float:
        return max(1, *map(len, self._broken(row, style))) * style.size * CELL_LEADING + 2 * self._pad

    def row(self, row: Sequence[str], style: Style, *, tinted: bool = False) -> None:
        layout, left = self._layout, MARGIN
        bottom = layout.y - self.height(row, style)
        if tinted:
            layout.pen.block(MARGIN, bottom, layout.room, layout.y - bottom, TINT)
        for lines, width, is_figure in zip(self._broken(row, style), self._widths, self._figures, strict=True):
            at = layout.y - self._pad - style.size
            for number, line in enumerate(lines):
                base = at - number * style.size * CELL_LEADING
                if is_figure:
                    layout.pen.text_to(left + width - CELL_PAD, base, line, style)
                else:
                    layout.pen.text(left + CELL_PAD, base, line, style)
            left += width
        layout.pen.rule(MARGIN, MARGIN + layout.room, bottom, 0.5, HAIR)
        layout.y = bottom


def _bars(layout: DocumentLayout, part: Bars) -> None:
    label_room, most = layout.room * 0.28, layout.room * 0.56
    for label, length, figure in part.rows:
        layout.need(18)
        at = layout.y - 12
        style = layout.typesetter.fitting(label, CELL, label_room - 8, smallest=6)
        layout.pen.text(MARGIN, at, label, style)
        layout.pen.block(MARGIN + label_room, at - 2, max(most * length, 0.8), 10, ACCENT)
        layout.pen.text(MARGIN + label_room + most * length + 6, at, figure, CELL)
        layout.y -= 18
    layout.y -= 8


def _figures(layout: DocumentLayout, part: FigureBand) -> None:
    layout.need(BAND + 14)
    top, width = layout.y, layout.room / len(part.pairs)
    layout.pen.block(MARGIN, top - BAND, layout.room, BAND, TINT)
    layout.pen.block(MARGIN + layout.room - width, top - BAND, 2.4, BAND, ACCENT)
    for place, (label, figure) in enumerate(part.pairs, start=1):
        left, style = MARGIN + (place - 1) * width + 12, OUTCOME if place == len(part.pairs) else FIGURE
        layout.pen.text(left, top - 16, label, NOTE)
        layout.pen.text(left, top - 36, figure, layout.typesetter.fitting(figure, style, width - 20, smallest=7))
    layout.y = top - BAND - 14


def _pictures(layout: DocumentLayout, part: Pictures) -> None:
    room = (layout.room - PHOTO_GAP) / 2
    for start in range(0, len(part.photos), 2):
        row = [_Placed(layout, photo, room) for photo in part.photos[start : start + 2]]
        height = max(one.height for one in row)
        layout.need(height)
        for place, one in enumerate(row):
            one.draw(layout, MARGIN + place * (room + PHOTO_GAP))
        layout.y -= height
    layout.y -= 4


class _Placed:
    """A photo with its caption in a column of a given width."""

    def __init__(self, layout: DocumentLayout, photo: CaptionedPhoto, room: float) -> None:
        self._image = layout.image(photo.jpeg)
        self._size = self._image.fitting(room, PHOTO_HEIGHT)
        self._caption = layout.typesetter.lines(photo.caption, NOTE, room)
        self.height = self._size[1] + 6 + len(self._caption) * NOTE.size * LEADING + 8

    def draw(self, layout: DocumentLayout, left: float) -> None:
        width, height = self._size
        layout.pen.image(self._image.name, left, layout.y - height, width, height)
        for number, line in enumerate(self._caption):
            base = layout.y - height - 4 - NOTE.size - number * NOTE.size * LEADING
            layout.pen.text(left, base, line, NOTE)


def _signatures(layout: DocumentLayout, part: Signatures) -> None:
    count = max(1, len(part.places))
    room = (layout.room - SIGN_GAP * (count - 1)) / count
    opinions = [layout.typesetter.lines(place.opinion, CELL, room - 2 * CELL_PAD) for place in part.places]
    height = 26 + max(map(len, opinions), default=0) * CELL.size * LEADING + 2 * SIGN_LINE + 8
    layout.need(height + 6)
    for number, (place, opinion) in enumerate(zip(part.places, opinions, strict=True)):
        _sign_here(layout, MARGIN + number * (room + SIGN_GAP), room, height, place, opinion, part.labels)
    layout.y -= height + 10


def _sign_here(
    layout: DocumentLayout,
    left: float,
    room: float,
    height: float,
    place: Signature,
    opinion: Sequence[str],
    labels: tuple[str, str],
) -> None:
    pen, bottom = layout.pen, layout.y - height
    pen.block(left, layout.y - 22, room, 22, TINT)
    pen.text(left + CELL_PAD, layout.y - 15, place.party, SUM)
    for number, line in enumerate(opinion):
        pen.text(left + CELL_PAD, layout.y - 36 - number * CELL.size * LEADING, line, CELL)
    for value, label, base in zip((place.name, place.day), labels, (bottom + SIGN_LINE + 8, bottom + 8), strict=True):
        pen.text(left + CELL_PAD, base, label, NOTE)
        after = left + 2 * CELL_PAD + layout.typesetter.width(label, NOTE)
        pen.text(after + 4, base, value, CELL)
        pen.rule(after, left + room - CELL_PAD, base - 4, 0.5, QUIET)
    for edge in (bottom, layout.y):
        pen.rule(left, left + room, edge, 0.5, HAIR)
    for edge in (left, left + room):
        pen.block(edge - 0.25, bottom, 0.5, height, HAIR)


def _code(layout: DocumentLayout, part: QrCode) -> None:
    layout.need(CODE_SIZE + 8)
    layout.pen.qr_code(MARGIN, layout.y - CODE_SIZE, CODE_SIZE, part.content, INK)
    under, left = layout.y - CODE_SIZE - 12, MARGIN + CODE_SIZE + 14
    layout.y -= 4
    layout.lines(part.words, NOTE, x=left, room=layout.room - (left - MARGIN))
    layout.y = min(layout.y, under)


def _new_sheet(layout: DocumentLayout, part: NewSheet) -> None:
    layout.turn()


_DRAWN_BY: Mapping[type[DocumentPart], Callable[[DocumentLayout, Any], None]] = {
    Heading: _heading,
    Paragraph: _words,
    LabelledFacts: _facts,
    PdfTable: _table,
    Bars: _bars,
    FigureBand: _figures,
    Pictures: _pictures,
    Signatures: _signatures,
    QrCode: _code,
    NewSheet: _new_sheet,
}
