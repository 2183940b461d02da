"""Lays the lines of a statement out as rows and spreads the rows over sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from invoices.modules.statements.domain.document import StatementDoc, StatementLine
from invoices.modules.statements.reports import sheet
from property_ops.framework.pdf.typesetter import Style, Typesetter


@dataclass(frozen=True, slots=True)
class Placed:
    """A text with its base line `down` below the top of its band; `right` means that it ends at x."""

    x: float
    down: float
    text: str
    style: Style
    right: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A strip of a row that is never cut: the figures of a line, or one line of its small print."""

    height: float
    texts: Sequence[Placed]
    barred: bool = False  # a bar at the left: the evidence


@dataclass(frozen=True, slots=True)
class LaidOutRow:
    bands: Sequence[Band]

    @property
    def height(self) -> float:
        return sum(band.height for band in self.bands) + sheet.ROW_AFTER


class RowSetter:
    """Makes the rows of a statement."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._type = typesetter

    def rows(self, doc: StatementDoc) -> list[LaidOutRow]:
        return [self._row(line) for line in doc.lines]

    def _row(self, line: StatementLine) -> LaidOutRow:
        bands = [self._figures(line)]
        if line.note:
            bands += self._small_print([line.note], lead=sheet.SUB, barred=False)
        if line.evidence:
            bands += self._small_print(line.evidence, lead=sheet.SUB_LEAD, barred=True)
        return LaidOutRow(bands)

    def _figures(self, line: StatementLine) -> Band:
        down = sheet.ROW_FIRST_LINE
        names = self._type.lines(line.item, sheet.ITEM, sheet.ITEM_ROOM)
        texts = [
            Placed(sheet.ITEM_X, down + place * sheet.ROW_NEXT_LINE, name, sheet.ITEM)
            for place, name in enumerate(names)
        ]
        texts.append(self._cell(sheet.PERIOD_X, line.service_period, sheet.CELL, sheet.PERIOD_ROOM, right=False))
        texts.append(self._cell(sheet.QUANTITY_TO, line.quantity, sheet.CELL, sheet.QUANTITY_ROOM))
        if line.quantity and line.unit_price:
            texts.append(Placed(sheet.QUANTITY_TO + sheet.TIMES_BEHIND, down, "×", sheet.TIMES))
        texts.append(self._cell(sheet.PRICE_TO, line.unit_price, sheet.CELL, sheet.PRICE_ROOM))
        if line.unit_price and line.ratio:
            texts.append(Placed(sheet.PRICE_TO + sheet.TIMES_BEHIND, down, "×", sheet.TIMES))
        texts.append(self._cell(sheet.RATIO_TO, line.ratio, sheet.CELL, sheet.RATIO_ROOM))
        texts.append(self._cell(sheet.AMOUNT_TO, printed(line.amount.grouped()), sheet.AMOUNT, sheet.AMOUNT_ROOM))
        return Band(down + (len(names) - 1) * sheet.ROW_NEXT_LINE, texts)

    def _cell(self, x: float, text: str, style: Style, room: float, *, right: bool = True) -> Placed:
        fitting = self._type.fitting(text, style, room, smallest=sheet.SMALLEST)
        return Placed(x, sheet.ROW_FIRST_LINE, text, fitting, right)

    def _small_print(self, sentences: Sequence[str], *, lead: Style, barred: bool) -> Iterator[Band]:
        x = sheet.SUB_X if barred else sheet.NOTE_X
        room = sheet.SUB_TO - x
        height, style = sheet.SUB_FIRST_LINE, lead
        for sentence in sentences:
            for line in self._type.lines(sentence, style, room):
                yield Band(height, [Placed(x, height, line, style)], barred)
                height = sheet.SUB_LINE
            style = sheet.SUB


def printed(amount: str) -> str:
    """With a true minus, as wide as a figure; it is copied out of the PDF as a hyphen."""
    return amount.replace("-", "−")


@dataclass(frozen=True, slots=True)
class Room:
    """How much height for rows the first sheet and the next ones have, and how much of it the end takes."""

    first: float
    next: float
    end: float


def spread(rows: Sequence[LaidOutRow], room: Room) -> list[list[LaidOutRow]]:
    """The rows of each sheet: the end fits below those of the last, and none is left without rows.

    A row is kept together unless it is taller than what the end leaves of the first sheet.
    """
    pages: list[list[LaidOutRow]] = [[]]
    left = room.first
    for row in rows:
        for part in _parts(row, room.first - room.end):
            if part.height > left:
                pages.append([])
                left = room.next
            pages[-1].append(part)
            left -= part.height
    if left < room.end:
        pages.append([pages[-1].pop()])
    return pages


def _parts(row: LaidOutRow, most: float) -> Iterator[LaidOutRow]:
    """The row, or as many rows as it takes that none is taller than `most`."""
    part: list[Band] = []
    for band in row.bands:
        if part and LaidOutRow([*part, band]).height > most:
            yield LaidOutRow(part)
            part = []
        part.append(band)
    yield LaidOutRow(part)
