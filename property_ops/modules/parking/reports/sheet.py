"""A layout on paper, to scale: drawing, title block and legend on one sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from property_ops.framework.pdf.document import single_file
from property_ops.framework.pdf.fonts import Weight, house_family
from property_ops.framework.pdf.glyph_maps import ExtraGlyphs, sorted_vocabulary
from property_ops.framework.pdf.layout import ACCENT, CELL, HAIR, INK, NOTE, QUIET, SUM
from property_ops.framework.pdf.stationery import Stationery
from property_ops.framework.pdf.typesetter import Ink, Pen, Style
from property_ops.modules.parking.domain.lots.standards import METRE
from property_ops.modules.parking.reports.plan import SCALE_BAR, Layer, LotPlan

POINTS_PER_MM = 72 / 25.4
A4, A3 = (297, 210), (420, 297)
SCALES = (100, 200, 250, 500, 1000, 2000)
MARGIN, BLOCK = 10, 42
"""mm around the sheet, and the height of the title block."""
TITLE = Style(Weight.BOLD, 16, INK)
FIGURE = Style(Weight.REGULAR, 10, INK)
SMALLEST_LETTER = 3.5

FILLS = {
    Layer.WAY: "EEF1F0",
    Layer.FIRE_LANE: "F6D5CF",
    Layer.ENTRANCE: "F3E3BF",
    Layer.STANDARD: "FFFFFF",
    Layer.PARALLEL: "FFFFFF",
    Layer.ACCESSIBLE: "CFE3F2",
    Layer.CHARGING: "D3EBD9",
    Layer.OBSTACLE: "9DB59B",
}
LINES = {Layer.WAY: "DDE3E1", Layer.FIRE_LANE: "DDA79E", Layer.ENTRANCE: "D9BE7F"}
THICK = 1.2


@dataclass(frozen=True, slots=True)
class SheetText:
    """What the title block says; `legend` pairs a layer with its words."""

    title: str
    issuer: str
    facts: Sequence[tuple[str, str]]
    legend: Sequence[tuple[Layer, str]]
    scale: str
    foot: str


def draw_sheet(plan: LotPlan, words: SheetText, *, on: date) -> bytes:
    """The PDF. `words.scale` and `words.foot` have a place for the scale and the day. Raises GlyphMissing."""
    size, scale = fitting(plan)
    stationery, extra = _stationery(size), ExtraGlyphs(house_family())
    pen = Pen(stationery.typesetter(extra))
    _draw(pen, plan, size, scale)
    _title_block(pen, words, size, scale, on)
    return single_file(stationery, extra, [pen.content()], {"Title": words.title, "Author": words.issuer})


def fitting(plan: LotPlan) -> tuple[tuple[int, int], int]:
    """The sheet in millimetres and the scale: the largest scale at which the lot fits, on A4 before A3."""
    for scale in SCALES:
        for long, short in (A4, A3):
            for size in ((long, short), (short, long)):
                room = size[0] - 2 * MARGIN, size[1] - 2 * MARGIN - BLOCK
                if plan.width <= room[0] * scale and plan.height <= room[1] * scale:
                    return size, scale
    return A3, max(SCALES[-1], -(-max(plan.width, plan.height) // 200))


@lru_cache(maxsize=4)
def _stationery(size: tuple[int, int]) -> Stationery:
    usual = sorted_vocabulary(
        "".join(map(chr, range(32, 127))), "停车场规划图普通平行无障碍充电位消防道出入口物用地边界比例"
    )
    page = (size[0] * POINTS_PER_MM, size[1] * POINTS_PER_MM)
    return Stationery.printed(
        family=house_family(), vocabulary=dict.fromkeys(Weight, usual), page_size=page, drawings={}
    )


def _draw(pen: Pen, plan: LotPlan, size: tuple[int, int], scale: int) -> None:
    """The lot in the middle of what the title block leaves."""
    unit = POINTS_PER_MM / scale
    left = (size[0] * POINTS_PER_MM - plan.width * unit) / 2
    room = (size[1] - BLOCK) * POINTS_PER_MM
    bottom = BLOCK * POINTS_PER_MM + (room - plan.height * unit) / 2

    def at(spot: tuple[int, int]) -> tuple[float, float]:
        return left + (spot[0] - plan.left) * unit, bottom + (spot[1] - plan.bottom) * unit

    for figure in plan.figures:
        line = Ink.hex(LINES.get(figure.layer, "3A4A4D"))
        thickness = THICK if figure.layer is Layer.OUTLINE else THICK / 2
        corners = [at(corner) for corner in figure.corners]
        fill = Ink.hex(FILLS[figure.layer]) if figure.layer in FILLS else None
        pen.figure(corners, fill=fill, line=line, thickness=thickness)
    letter = max(SMALLEST_LETTER, min(8, METRE * unit * 0.8))
    for label in plan.labels:
        style = pen.typesetter.fitting(label.text, CELL.at_size(letter), 2.2 * METRE * unit, smallest=2)
        x, y = at(label.at)
        pen.text(x - pen.typesetter.width(label.text, style) / 2, y - style.size * 0.35, label.text, style)


def _title_block(pen: Pen, words: SheetText, size: tuple[int, int], scale: int, on: date) -> None:
    left, right = MARGIN * POINTS_PER_MM, (size[0] - MARGIN) * POINTS_PER_MM
    top = (BLOCK + 2) * POINTS_PER_MM
    pen.rule(left, right, top, 0.8, ACCENT)
    pen.text(left, top - 22, words.title, pen.typesetter.fitting(words.title, TITLE, (right - left) * 0.5, smallest=9))
    pen.text(left, top - 36, words.issuer, NOTE)
    _scale_bar(pen, left, top - 62, scale, words.scale)
    _facts(pen, words.facts, (left + right) / 2, right, top - 16)
    _legend(pen, words.legend, left, right, top - 86)
    pen.text_to(right, MARGIN * POINTS_PER_MM - 6, words.foot % {"day": on.isoformat()}, NOTE)


def _scale_bar(pen: Pen, left: float, y: float, scale: int, words: str) -> None:
    length = SCALE_BAR * POINTS_PER_MM / scale
    pen.block(left, y, length / 2, 4, INK)
    pen.figure(
        [(left + length / 2, y), (left + length, y), (left + length, y + 4), (left + length / 2, y + 4)],
        fill=None,
        line=INK,
        thickness=0.5,
    )
    pen.text(left + length + 8, y - 2, f"{SCALE_BAR // METRE} m　{words % {'scale': scale}}", FIGURE)


def _facts(pen: Pen, facts: Sequence[tuple[str, str]], left: float, right: float, top: float) -> None:
    half = (right - left) / 2
    for place, (label, value) in enumerate(facts):
        x, y = left + (place % 2) * half, top - (place // 2) * 17
        pen.text(x, y, label, NOTE)
        room = half - 62
        pen.text(x + 58, y, value, pen.typesetter.fitting(value, SUM, room, smallest=5))


def _legend(pen: Pen, legend: Sequence[tuple[Layer, str]], left: float, right: float, y: float) -> None:
    pen.rule(left, right, y + 16, 0.4, HAIR)
    step = (right - left) / max(len(legend), 1)
    for place, (layer, words) in enumerate(legend):
        x = left + place * step
        corners = [(x, y), (x + 14, y), (x + 14, y + 9), (x, y + 9)]
        pen.figure(corners, fill=Ink.hex(FILLS[layer]), line=Ink.hex(LINES.get(layer, "3A4A4D")), thickness=0.5)
        pen.text(
            x + 19,
            y + 1,
            words,
            pen.typesetter.fitting(words, Style(Weight.REGULAR, 8.5, QUIET), step - 24, smallest=5),
        )
