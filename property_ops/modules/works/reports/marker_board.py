"""量尺标记板: the markers by which square metres are told from a photo, on A4 in their true size."""

from property_ops.framework.pdf.document import single_file
from property_ops.framework.pdf.fonts import Weight, house_family
from property_ops.framework.pdf.glyph_maps import ExtraGlyphs, sorted_vocabulary
from property_ops.framework.pdf.layout import NOTE
from property_ops.framework.pdf.stationery import Stationery
from property_ops.framework.pdf.typesetter import Ink, Pen
from property_ops.framework.pictures.marker_board import MARKER_MM, MODULES, marker_modules, marker_places

MM = 72 / 25.4
PAGE = (210 * MM, 297 * MM)
TOP, SIDE = 8 * MM, 16 * MM
BLACK = Ink.hex("000000")
WORDS = "量尺标记板　打印时选“实际大小”（100%），不要缩放；贴在硬板上，平放在要量的面上，整块拍进照片。"
CHECK = "每个方块边长 84 mm，用尺量一下：不是 84 mm 就不能用。"
TITLE = "量尺标记板"


def draw_marker_board(*, issuer: str) -> bytes:
    """The PDF. Raises PhotosMissing, GlyphMissing."""
    vocabulary = dict.fromkeys(Weight, sorted_vocabulary("".join(map(chr, range(32, 127))), WORDS, CHECK, issuer))
    stationery = Stationery.printed(family=house_family(), vocabulary=vocabulary, page_size=PAGE, drawings={})
    extra = ExtraGlyphs(house_family())
    pen = Pen(stationery.typesetter(extra))
    for number, left, top in marker_places():
        _marker(pen, number, SIDE + left * MM, PAGE[1] - TOP - top * MM)
    pen.text(SIDE, 9 * MM, WORDS, NOTE)
    pen.text(SIDE, 5 * MM, f"{CHECK}　{issuer}", NOTE)
    return single_file(stationery, extra, [pen.content()], {"Title": TITLE, "Author": issuer})


def _marker(pen: Pen, number: int, left: float, top: float) -> None:
    """Rows of black modules; the white ones are the paper's."""
    step = MARKER_MM / MODULES * MM
    for row, modules in enumerate(marker_modules(number)):
        for start, end in _black(modules):
            pen.block(left + start * step, top - (row + 1) * step, (end - start) * step, step, BLACK)


def _black(modules: list[bool]) -> list[tuple[int, int]]:
    """The black modules of a row, those side by side as one."""
    found: list[tuple[int, int]] = []
    for place, is_black in enumerate(modules):
        if not is_black:
            continue
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found
