"""收据 on half a sheet (A5, across): what was received, in figures and in capitals, and what it paid."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from invoices.modules.payments.domain.papers import PaidLine, ReceiptDoc
from property_ops.framework.pdf.document import single_file
from property_ops.framework.pdf.fonts import Weight, house_family
from property_ops.framework.pdf.glyph_maps import ExtraGlyphs, sorted_vocabulary
from property_ops.framework.pdf.stationery import Stationery
from property_ops.framework.pdf.typesetter import Ink, Pen, Style, Typesetter
from property_ops.kernel.chinese_days import chinese_day
from property_ops.kernel.money import ZERO

WIDTH, HEIGHT = 595.28, 419.53
LEFT, RIGHT = 40.0, WIDTH - 40.0
INK, QUIET, HAIR, TINT, ACCENT = map(Ink.hex, ("1B2527", "5E6C70", "D3DBDA", "EFF5F3", "17594F"))
TITLE, COMPANY = Style(Weight.BOLD, 20, INK), Style(Weight.BOLD, 12, INK)
LABEL, VALUE, CELL = Style(Weight.REGULAR, 8.5, QUIET), Style(Weight.REGULAR, 10.5, INK), Style(Weight.REGULAR, 9, INK)
HEAD, NUMBER = Style(Weight.BOLD, 8.5, QUIET), Style(Weight.BOLD, 11, ACCENT)
CAPITALS, FIGURE, NOTE = Style(Weight.BOLD, 12, INK), Style(Weight.BOLD, 15, ACCENT), Style(Weight.REGULAR, 8, QUIET)
LINES_AT, LINE_STEP, MOST_LINES = 252.0, 15.0, 7
COLUMNS = (LEFT + 8, LEFT + 190, LEFT + 330)
IN_ADVANCE, NOT_AN_INVOICE = "预存款（留待以后账单）", "本收据不是税务发票；需要发票请联系物业。"


def render(docs: Sequence[ReceiptDoc]) -> bytes:
    """A PDF with one sheet for each receipt; the same receipts always make the same bytes. Raises GlyphMissing."""
    extra = ExtraGlyphs(house_family())
    typesetter = _stationery().typesetter(extra)
    title = f"收据 {docs[0].number}" if len(docs) == 1 else "收据"
    return single_file(
        _stationery(), extra, [_sheet(doc, typesetter) for doc in docs], {"Title": title, "Author": docs[0].company}
    )


@lru_cache(maxsize=1)
def _stationery() -> Stationery:
    usual = sorted_vocabulary(
        "".join(map(chr, range(32, 127))),
        "收据号日期年月户房屋交款人方式项目期间账单金额合计大写人民币零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整现银行转账微信支付宝物业服务费",
        "停车工程摊经手单位盖章小区楼元，。：；（）—·×￥¥",
        IN_ADVANCE,
        NOT_AN_INVOICE,
    )
    return Stationery.printed(
        family=house_family(), vocabulary=dict.fromkeys(Weight, usual), page_size=(WIDTH, HEIGHT), drawings={}
    )


def _sheet(doc: ReceiptDoc, typesetter: Typesetter) -> bytes:
    pen = Pen(typesetter)
    _head(pen, doc, typesetter)
    _facts(pen, doc, typesetter)
    _lines(pen, doc, typesetter)
    _sum(pen, doc, typesetter)
    _foot(pen, doc)
    return pen.content()


def _head(pen: Pen, doc: ReceiptDoc, typesetter: Typesetter) -> None:
    pen.block(LEFT, HEIGHT - 30, RIGHT - LEFT, 2.4, ACCENT)
    pen.text(LEFT, HEIGHT - 54, doc.company, typesetter.fitting(doc.company, COMPANY, 200, smallest=8))
    pen.text(LEFT, HEIGHT - 68, doc.contact, typesetter.fitting(doc.contact, NOTE, 205, smallest=5))
    title = "收　据"
    pen.text((WIDTH - typesetter.width(title, TITLE)) / 2, HEIGHT - 62, title, TITLE)
    pen.text_to(RIGHT, HEIGHT - 54, f"No. {doc.number}", NUMBER)
    day = doc.received_on
    pen.text_to(RIGHT, HEIGHT - 68, chinese_day(day), CELL)


def _facts(pen: Pen, doc: ReceiptDoc, typesetter: Typesetter) -> None:
    top, room = HEIGHT - 84, (RIGHT - LEFT) / 4
    pen.block(LEFT, top - 46, RIGHT - LEFT, 46, TINT)
    pairs = (("交款人", doc.payer), ("房屋", doc.place), ("户号", doc.account), ("收款方式", doc.way))
    for index, (label, value) in enumerate(pairs):
        x = LEFT + 8 + index * room
        pen.text(x, top - 16, label, LABEL)
        pen.text(x, top - 34, value, typesetter.fitting(value, VALUE, room - 12, smallest=6))


def _lines(pen: Pen, doc: ReceiptDoc, typesetter: Typesetter) -> None:
    y = LINES_AT + 22
    for x, head in zip(COLUMNS, ("收费项目", "期间", "账单"), strict=True):
        pen.text(x, y, head, HEAD)
    pen.text_to(RIGHT - 8, y, "金额（元）", HEAD)
    pen.rule(LEFT, RIGHT, y - 7, 0.8, ACCENT)
    for index, line in enumerate(_shown(doc)):
        at = LINES_AT - index * LINE_STEP
        rooms = (178.0, 136.0, 110.0)
        for x, text, room in zip(COLUMNS, (line.item, line.period, line.bill), rooms, strict=True):
            pen.text(x, at, text, typesetter.fitting(text, CELL, room, smallest=5.5))
        pen.text_to(RIGHT - 8, at, line.amount.grouped(), CELL)
        pen.rule(LEFT, RIGHT, at - 5, 0.4, HAIR)


def _shown(doc: ReceiptDoc) -> Iterator[PaidLine]:
    """What there is room for: further lines are one, with their sum."""
    lines = [*doc.lines, *([PaidLine(IN_ADVANCE, "", "", doc.in_advance)] if doc.in_advance else [])]
    if len(lines) <= MOST_LINES:
        yield from lines
        return
    yield from islice(lines, MOST_LINES - 1)
    rest = lines[MOST_LINES - 1 :]
    yield PaidLine(f"其余 {len(rest)} 项", "", "", sum((line.amount for line in rest), ZERO))


def _sum(pen: Pen, doc: ReceiptDoc, typesetter: Typesetter) -> None:
    y = 108.0
    pen.block(LEFT, y - 12, RIGHT - LEFT, 34, TINT)
    pen.text(LEFT + 8, y, "合计", LABEL)
    words = doc.amount.in_capitals()
    pen.text(LEFT + 36, y - 0.5, words, typesetter.fitting(words, CAPITALS, 330, smallest=7))
    pen.text_to(RIGHT - 8, y - 1.5, f"¥ {doc.amount.grouped()}", FIGURE)


def _foot(pen: Pen, doc: ReceiptDoc) -> None:
    pen.text(LEFT, 70, "收款单位（盖章）：", CELL)
    pen.text(LEFT + 330, 70, f"经手人：{doc.taken_by}", CELL)
    pen.rule(LEFT, RIGHT, 44, 0.4, HAIR)
    pen.text(LEFT, 32, NOT_AN_INVOICE, NOTE)
