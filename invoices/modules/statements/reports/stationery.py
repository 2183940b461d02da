"""The preprinted parts of a statement: letterhead, labels, hairlines, the company's advice. Laid out by reportlab."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from invoices.modules.statements.domain.document import Letterhead
from invoices.modules.statements.domain.errors import LetterheadTooLong
from invoices.modules.statements.reports import sheet, vocabulary, wording
from property_ops.framework.pdf.fonts import Weight, house_family
from property_ops.framework.pdf.glyph_maps import sorted_vocabulary
from property_ops.framework.pdf.stationery import Stationery
from property_ops.framework.pdf.typesetter import Ink, Style

FIRST_HEAD, NEXT_HEAD, TABLE_HEAD = "FirstHead", "NextHead", "TableHead"
SUM, COUNSEL, FOOT = "Sum", "Counsel", "Foot"

Fonts = Mapping[Weight, str]


class Printed:
    """The stationery of one letterhead, and how much room its advice takes at the foot of the last sheet."""

    def __init__(self, letterhead: Letterhead) -> None:
        self.letterhead = letterhead
        self.counsel_top = 0.0
        texts = (letterhead.contact, *letterhead.ways_to_pay, *letterhead.how_to_object)
        self.stationery = Stationery.printed(
            family=house_family(),
            vocabulary={
                Weight.REGULAR: sorted_vocabulary(vocabulary.REGULAR, letterhead.company, *texts),
                Weight.BOLD: sorted_vocabulary(vocabulary.BOLD, letterhead.company),
            },
            page_size=sheet.PAGE_SIZE,
            drawings={
                FIRST_HEAD: self._draw_first_head,
                NEXT_HEAD: self._draw_next_head,
                TABLE_HEAD: self._draw_table_head,
                SUM: self._draw_sum,
                COUNSEL: self._draw_counsel,
                FOOT: self._draw_foot,
            },
        )
        if self.counsel_top > sheet.COUNSEL_TOP_MOST:
            raise LetterheadTooLong(company=letterhead.company)

    def _draw_first_head(self, canvas: Canvas, fonts: Fonts) -> None:
        draw = _Hand(canvas, fonts)
        draw.block(sheet.LEFT, sheet.COMPANY_AT + 17, 22, 2.4, sheet.ACCENT)
        draw.fitted(sheet.LEFT, sheet.COMPANY_AT, self.letterhead.company, sheet.COMPANY, sheet.RIGHT - sheet.LEFT)
        draw.fitted(sheet.LEFT, sheet.CONTACT_AT, self.letterhead.contact, sheet.CONTACT, sheet.RIGHT - sheet.LEFT)
        draw.text(sheet.LEFT, sheet.TITLE_AT, wording.TITLE, sheet.TITLE)
        draw.rule(sheet.LEFT, sheet.RIGHT, sheet.FACTS_TOP, sheet.HAIR)
        draw.rule(sheet.LEFT, sheet.RIGHT, sheet.FACTS_BOTTOM, sheet.HAIR)

    def _draw_next_head(self, canvas: Canvas, fonts: Fonts) -> None:
        draw = _Hand(canvas, fonts)
        room = (sheet.RIGHT - sheet.LEFT) * 0.55
        draw.fitted(sheet.LEFT, sheet.NEXT_HEAD_AT, self.letterhead.company, sheet.COUNSEL_HEADING, room)
        draw.rule(sheet.LEFT, sheet.RIGHT, sheet.NEXT_HEAD_RULE_AT, sheet.HAIR)

    def _draw_table_head(self, canvas: Canvas, fonts: Fonts) -> None:
        draw, at = _Hand(canvas, fonts), sheet.TABLE_HEAD_AT
        draw.text(sheet.ITEM_X, at, wording.ITEM, sheet.HEADING)
        draw.text(sheet.PERIOD_X, at, wording.PERIOD, sheet.HEADING)
        for right, label in (
            (sheet.QUANTITY_TO, wording.QUANTITY),
            (sheet.PRICE_TO, wording.UNIT_PRICE),
            (sheet.RATIO_TO, wording.RATIO),
            (sheet.AMOUNT_TO, wording.AMOUNT),
        ):
            draw.text_to(right, at, label, sheet.HEADING)
        draw.block(sheet.LEFT, at - sheet.TABLE_HEAD_RULE_BELOW - 0.4, sheet.RIGHT - sheet.LEFT, 0.8, sheet.INK)

    def _draw_sum(self, canvas: Canvas, fonts: Fonts) -> None:
        """Its band stands on the bottom edge; it is moved up to below the last line."""
        draw = _Hand(canvas, fonts)
        draw.block(sheet.LEFT, 0, sheet.RIGHT - sheet.LEFT, sheet.SUM_BAND, sheet.TINT)
        draw.block(sheet.LEFT, 0, 2.4, sheet.SUM_BAND, sheet.ACCENT)

    def _draw_counsel(self, canvas: Canvas, fonts: Fonts) -> None:
        draw = _Hand(canvas, fonts)
        pay = draw.paragraphs(self.letterhead.ways_to_pay, sheet.COUNSEL_ROOM)
        objection = draw.paragraphs(self.letterhead.how_to_object, sheet.COUNSEL_ROOM)
        heights = [sum(part.height for part in column) for column in (pay, objection)]
        top = sheet.COUNSEL_BOTTOM + max(*heights, sheet.QR_SIZE + 4) + 12
        for place, (heading, column) in enumerate(((wording.WAYS_TO_PAY, pay), (wording.HOW_TO_OBJECT, objection))):
            x = sheet.COUNSEL_X + place * (sheet.COUNSEL_ROOM + sheet.COUNSEL_GAP)
            if column:
                draw.text(x, top - 8, heading, sheet.COUNSEL_HEADING)
            y = top - 15
            for paragraph in column:
                y -= paragraph.height
                paragraph.drawOn(canvas, x, y)
        draw.text(sheet.LEFT, top - sheet.QR_SIZE - 16, wording.SCAN, sheet.LABEL)
        self.counsel_top = top

    def _draw_foot(self, canvas: Canvas, fonts: Fonts) -> None:
        draw = _Hand(canvas, fonts)
        draw.rule(sheet.LEFT, sheet.RIGHT, sheet.FOOT_RULE_AT, sheet.HAIR)
        draw.text(sheet.LEFT, sheet.FOOT_AT, wording.NOT_AN_INVOICE, sheet.FOOT_STRONG)


@lru_cache(maxsize=64)
def printed_for(letterhead: Letterhead) -> Printed:
    """The stationery of a letterhead, printed once in a process. Raises GlyphMissing, FontNotInstalled."""
    return Printed(letterhead)


class _Hand:
    """Draws on a reportlab canvas in the terms of our styles."""

    def __init__(self, canvas: Canvas, fonts: Fonts) -> None:
        self._canvas = canvas
        self._fonts = fonts

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        self._take(style)
        self._canvas.drawString(x, y, text)

    def text_to(self, right: float, y: float, text: str, style: Style) -> None:
        self._take(style)
        self._canvas.drawRightString(right, y, text)

    def fitted(self, x: float, y: float, text: str, style: Style, room: float) -> None:
        """Text made just so much smaller that it fits."""
        width = self._canvas.stringWidth(text, self._fonts[style.weight], style.size)
        self.text(x, y, text, style if width <= room else style.at_size(style.size * room / width))

    def rule(self, left: float, right: float, y: float, ink: Ink) -> None:
        self.block(left, y - sheet.HAIRLINE / 2, right - left, sheet.HAIRLINE, ink)

    def block(self, x: float, y: float, width: float, height: float, ink: Ink) -> None:
        self._canvas.setFillColor(_color(ink))
        self._canvas.rect(x, y, width, height, stroke=0, fill=1)

    def paragraphs(self, texts: tuple[str, ...], room: float) -> list[Paragraph]:
        style = ParagraphStyle(
            "counsel",
            fontName=self._fonts[sheet.COUNSEL.weight],
            fontSize=sheet.COUNSEL.size,
            leading=sheet.COUNSEL_LEADING,
            textColor=_color(sheet.COUNSEL.ink),
            wordWrap="CJK",
        )
        parts = [Paragraph(escape(text), style) for text in texts]
        for part in parts:
            self._wrap(part, room)
        return parts

    def _wrap(self, paragraph: Paragraph, room: float) -> None:
        """In as few lines as `room` allows, and these as even as may be: no single character on the last one."""
        _, height = paragraph.wrapOn(self._canvas, room, sheet.HEIGHT)
        narrow = room
        while narrow > room * sheet.COUNSEL_NARROWEST:
            narrow -= sheet.COUNSEL.size / 2
            if paragraph.wrapOn(self._canvas, narrow, sheet.HEIGHT)[1] > height:
                paragraph.wrapOn(self._canvas, narrow + sheet.COUNSEL.size / 2, sheet.HEIGHT)
                return

    def _take(self, style: Style) -> None:
        self._canvas.setFont(self._fonts[style.weight], style.size)
        self._canvas.setFillColor(_color(style.ink))


def _color(ink: Ink) -> Color:
    return Color(ink.red, ink.green, ink.blue)
