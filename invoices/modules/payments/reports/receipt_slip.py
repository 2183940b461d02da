"""收据 on a roll of 80 mm, for the printer at the counter: as long as it needs, and nothing is left out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from invoices.modules.payments.domain.papers import ReceiptDoc
from invoices.modules.payments.reports.receipt_paper import IN_ADVANCE, NOT_AN_INVOICE
from property_ops.framework.pdf.document import single_file
from property_ops.framework.pdf.fonts import Weight, house_family
from property_ops.framework.pdf.glyph_maps import ExtraGlyphs, sorted_vocabulary
from property_ops.framework.pdf.stationery import Stationery
from property_ops.framework.pdf.typesetter import Ink, Pen, Style, Typesetter
from property_ops.kernel.chinese_days import chinese_day

WIDTH, EDGE = 226.77, 13.0
LEFT, RIGHT = EDGE, WIDTH - EDGE
BLACK = Ink.hex("000000")
COMPANY, TITLE, WORDS = Style(Weight.BOLD, 10, BLACK), Style(Weight.BOLD, 14, BLACK), Style(Weight.REGULAR, 9, BLACK)
SUM, SMALL = Style(Weight.BOLD, 11, BLACK), Style(Weight.REGULAR, 7.5, BLACK)
LABEL_ROOM, LEADING = 44.0, 1.4

Draw = Callable[[Pen, float], None]
"""Draws one row with its baseline at a height."""


def render(doc: ReceiptDoc) -> bytes:
    """One sheet, as wide as the roll. The same receipt always makes the same bytes. Raises GlyphMissing."""
    extra = ExtraGlyphs(house_family())
    stationery = _stationery()
    typesetter = stationery.typesetter(extra)
    rows = list(_rows(doc, typesetter))
    height = sum(room for room, _draw in rows) + 2 * EDGE
    pen, y = Pen(typesetter), height - EDGE
    for room, draw in rows:
        y -= room
        draw(pen, y)
    sheet = replace(stationery, page_size=(WIDTH, height))
    return single_file(sheet, extra, [pen.content()], {"Title": f"收据 {doc.number}", "Author": doc.company})


@lru_cache(maxsize=1)
def _stationery() -> Stationery:
    usual = sorted_vocabulary("".join(map(chr, range(32, 127))), "收据号日期年月户房屋交款人方式合计大写人民币元整现金")
    return Stationery.printed(
        family=house_family(), vocabulary=dict.fromkeys(Weight, usual), page_size=(WIDTH, WIDTH), drawings={}
    )


def _rows(doc: ReceiptDoc, setter: Typesetter) -> Iterator[tuple[float, Draw]]:
    day = doc.received_on
    yield from _words(doc.company, COMPANY, setter)
    yield from _words("收　据", TITLE, setter)
    facts = (
        ("单号", doc.number),
        ("日期", chinese_day(day)),
        ("交款人", doc.payer),
        ("户号", doc.account),
        ("房屋", doc.place),
        ("方式", doc.way),
    )
    for label, value in facts:
        yield from _labelled(label, value, setter)
    yield _rule()
    for line in doc.lines:
        yield from _words(f"{line.item} {line.period}", WORDS, setter)
        yield _pair(line.bill, line.amount.grouped(), WORDS)
    if doc.in_advance:
        yield from _words(IN_ADVANCE, WORDS, setter)
        yield _pair("", doc.in_advance.grouped(), WORDS)
    yield _rule()
    yield _pair("合计", f"¥ {doc.amount.grouped()}", SUM)
    yield from _words(doc.amount.in_capitals(), WORDS, setter)
    yield from _labelled("经手人", doc.taken_by, setter)
    yield from _words(doc.contact, SMALL, setter)
    yield from _words(NOT_AN_INVOICE, SMALL, setter)


def _words(text: str, style: Style, setter: Typesetter) -> Iterator[tuple[float, Draw]]:
    """Broken where it is too long, never cut."""
    for line in setter.lines(text, style, RIGHT - LEFT) if text else ():
        yield style.size * LEADING, _at(LEFT, line, style)


def _labelled(label: str, value: str, setter: Typesetter) -> Iterator[tuple[float, Draw]]:
    for place, line in enumerate(setter.lines(value, WORDS, RIGHT - LEFT - LABEL_ROOM)):
        yield WORDS.size * LEADING, _both(label if place == 0 else "", line)


def _at(x: float, text: str, style: Style) -> Draw:
    return lambda pen, y: pen.text(x, y, text, style)


def _both(label: str, value: str) -> Draw:
    def draw(pen: Pen, y: float) -> None:
        pen.text(LEFT, y, label, WORDS)
        pen.text(LEFT + LABEL_ROOM, y, value, WORDS)

    return draw


def _pair(left: str, right: str, style: Style) -> tuple[float, Draw]:
    def draw(pen: Pen, y: float) -> None:
        pen.text(LEFT, y, left, style)
        pen.text_to(RIGHT, y, right, style)

    return style.size * LEADING, draw


def _rule() -> tuple[float, Draw]:
    return 7.0, lambda pen, y: pen.rule(LEFT, RIGHT, y + 2, 0.6, BLACK)
