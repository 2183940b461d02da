"""Writes what differs from statement to statement onto the sheets of its stationery."""

from __future__ import annotations

from collections.abc import Sequence

from invoices.modules.statements.domain.document import StatementDoc
from invoices.modules.statements.reports import sheet, stationery, wording
from invoices.modules.statements.reports.layout import LaidOutRow, Room, RowSetter, printed, spread
from invoices.modules.statements.reports.stationery import Printed
from property_ops.framework.pdf.typesetter import Pen, Typesetter
from property_ops.kernel.chinese_days import chinese_day
from property_ops.kernel.money import ZERO, Yuan


class StatementSheets:
    """The sheets of one statement."""

    def __init__(self, doc: StatementDoc, printed: Printed, typesetter: Typesetter) -> None:
        self._doc = doc
        self._printed = printed
        self._type = typesetter

    def contents(self) -> list[bytes]:
        """The content of each sheet. Raises GlyphMissing."""
        pages = spread(RowSetter(self._type).rows(self._doc), self._room())
        return [self._sheet(rows, number, len(pages)) for number, rows in enumerate(pages, start=1)]

    def _room(self) -> Room:
        bottom = sheet.FOOT_RULE_AT + sheet.OVERLEAF_ROOM
        return Room(
            first=sheet.TABLE_HEAD_AT - sheet.TABLE_HEAD_RULE_BELOW - bottom,
            next=sheet.NEXT_TABLE_HEAD_AT - sheet.TABLE_HEAD_RULE_BELOW - bottom,
            end=sheet.SUM_HEIGHT + sheet.COUNSEL_ABOVE + self._printed.counsel_top - bottom,
        )

    def _sheet(self, rows: Sequence[LaidOutRow], number: int, of: int) -> bytes:
        pen = Pen(self._type)
        if number == 1:
            self._write_first_head(pen)
            top = sheet.TABLE_HEAD_AT - sheet.TABLE_HEAD_RULE_BELOW
        else:
            self._write_next_head(pen)
            top = sheet.NEXT_TABLE_HEAD_AT - sheet.TABLE_HEAD_RULE_BELOW
        top = _write_rows(pen, rows, top)
        if number == of:
            self._write_sum(pen, top - sheet.SUM_HEIGHT)
            self._write_counsel(pen)
        else:
            pen.text_to(sheet.RIGHT, sheet.FOOT_RULE_AT + 8, wording.CONTINUED_OVERLEAF, sheet.FOOT)
        self._write_foot(pen, number, of)
        return pen.content()

    def _write_first_head(self, pen: Pen) -> None:
        doc = self._doc
        pen.form(stationery.FIRST_HEAD)
        title_width = self._type.width(wording.TITLE, sheet.TITLE)
        pen.text(sheet.LEFT + title_width + 12, sheet.TITLE_AT, doc.month, sheet.MONTH)
        in_credit = doc.due < ZERO
        pen.text_to(sheet.RIGHT, sheet.DUE_LABEL_AT, wording.IN_CREDIT if in_credit else wording.DUE, sheet.LABEL)
        amount = f"¥ {printed((-doc.due if in_credit else doc.due).grouped())}"
        pen.text_to(sheet.RIGHT, sheet.TITLE_AT, amount, self._type.fitting(amount, sheet.DUE, 230, smallest=12))
        pen.text_to(sheet.RIGHT, sheet.PAY_BY_AT, _advice(doc), sheet.PAY_BY)
        facts = (
            (wording.PAYER, doc.payer),
            (wording.ESTATE, doc.estate),
            (wording.UNIT, doc.unit),
            (wording.ACCOUNT, doc.account),
            (wording.NUMBER, doc.number),
            (wording.MONTH, doc.month),
            (wording.ISSUED_ON, chinese_day(doc.issued_on)),
            (wording.DUE_ON, chinese_day(doc.due_on)),
        )
        for place, (label, text) in enumerate(facts):
            row, column = divmod(place, len(sheet.FACT_COLUMNS))
            pen.text(sheet.FACT_COLUMNS[column], sheet.FACT_ROWS[row], label, sheet.LABEL)
            self._write_fact(pen, column, sheet.FACT_ROWS[row] - sheet.FACT_VALUE_BELOW, text)
        pen.form(stationery.TABLE_HEAD)

    def _write_fact(self, pen: Pen, column: int, y: float, text: str) -> None:
        """On one line where it fits at a readable size, else on two."""
        x = sheet.FACT_COLUMNS[column]
        end = (*sheet.FACT_COLUMNS, sheet.RIGHT + sheet.FACT_GAP)[column + 1]
        room = end - x - sheet.FACT_GAP
        style = self._type.fitting(text, sheet.FACT, room, smallest=sheet.FACT_SMALLEST)
        lines = self._type.lines(text, style, room)
        while len(lines) > 2 and style.size > 3:
            style = style.at_size(style.size - 0.5)
            lines = self._type.lines(text, style, room)
        for place, line in enumerate(lines):
            pen.text(x, y - place * sheet.FACT_SECOND_LINE_BELOW, line, style)

    def _write_next_head(self, pen: Pen) -> None:
        doc = self._doc
        pen.form(stationery.NEXT_HEAD)
        text = f"{wording.TITLE} {doc.month}（{wording.CONTINUED}）　{doc.number}"
        pen.text_to(sheet.RIGHT, sheet.NEXT_HEAD_AT, text, sheet.FOOT)
        pen.form(stationery.TABLE_HEAD, raised=sheet.NEXT_TABLE_HEAD_AT - sheet.TABLE_HEAD_AT)

    def _write_sum(self, pen: Pen, bottom: float) -> None:
        doc = self._doc
        pen.form(stationery.SUM, raised=bottom)
        amounts = (
            (wording.BROUGHT_FORWARD, doc.brought_forward),
            (wording.THIS_PERIOD, doc.this_period),
            (wording.PAID, -doc.paid),
        )
        for row, (label, amount) in zip(sheet.SUM_ROWS, amounts, strict=True):
            pen.text(sheet.SUM_LABEL_X, bottom + row, label, sheet.SUM_LABEL)
            pen.text_to(sheet.AMOUNT_TO, bottom + row, printed(amount.grouped()), sheet.SUM_AMOUNT)
        in_credit = doc.due < ZERO
        y = bottom + sheet.SUM_BAND / 2 - 3.6
        label = wording.IN_CREDIT if in_credit else wording.DUE_TOTAL
        pen.text(sheet.LEFT + 16, y, label, sheet.TOTAL_LABEL)
        due = -doc.due if in_credit else doc.due
        total = f"¥ {printed(due.grouped())}"
        self._write_capitals(pen, due, y, sheet.RIGHT - 12 - self._type.width(total, sheet.TOTAL) - 14)
        pen.text_to(sheet.RIGHT - 12, y - 1.6, total, sheet.TOTAL)

    def _write_capitals(self, pen: Pen, due: Yuan, y: float, end: float) -> None:
        x = sheet.LEFT + 16 + 4 * sheet.TOTAL_LABEL.size + 16
        capitals = due.in_capitals()
        pen.text(x, y, capitals, self._type.fitting(capitals, sheet.CAPITALS, end - x, smallest=sheet.SMALLEST))

    def _write_counsel(self, pen: Pen) -> None:
        pen.form(stationery.COUNSEL)
        y = self._printed.counsel_top - sheet.QR_SIZE
        pen.qr_code(sheet.LEFT, y, sheet.QR_SIZE, self._doc.url, sheet.INK)

    def _write_foot(self, pen: Pen, number: int, of: int) -> None:
        pen.form(stationery.FOOT)
        middle = f"{self._doc.number}　{wording.CHECK_CODE} {self._doc.check_code}"
        width = self._type.width(middle, sheet.FOOT)
        pen.text((sheet.WIDTH - width) / 2, sheet.FOOT_AT, middle, sheet.FOOT)
        pen.text_to(sheet.RIGHT, sheet.FOOT_AT, wording.PAGE.format(page=number, pages=of), sheet.FOOT)


def _advice(doc: StatementDoc) -> str:
    if doc.due > ZERO:
        return wording.PAY_BY.format(day=chinese_day(doc.due_on))
    return wording.CREDIT_IS_CARRIED if doc.due < ZERO else wording.NOTHING_TO_PAY


def _write_rows(pen: Pen, rows: Sequence[LaidOutRow], top: float) -> float:
    """Writes the rows below `top`; returns where the last one ends."""
    for row in rows:
        y = top
        for band in row.bands:
            for placed in band.texts:
                write = pen.text_to if placed.right else pen.text
                write(placed.x, y - placed.down, placed.text, placed.style)
            if band.barred:
                pen.block(sheet.BAR_X, y - band.height - 3, sheet.BAR_WIDTH, sheet.SUB_LINE, sheet.BAR)
            y -= band.height
        top -= row.height
        pen.rule(sheet.LEFT, sheet.RIGHT, top, sheet.HAIRLINE, sheet.HAIR)
    return top
