"""The notice of a quarter on one A3 sheet: read standing, by eyes of any age.

Everything it says is final before it is drawn (`reports/wording.py`); here it only finds its place.
"""

from functools import lru_cache

from invoices.modules.disclosure.reports.wording import Poster, PosterSide, PosterText, Sentence, Tile, said
from property_ops.framework.pdf.document import single_file
from property_ops.framework.pdf.fonts import Weight, house_family
from property_ops.framework.pdf.glyph_maps import ExtraGlyphs, sorted_vocabulary
from property_ops.framework.pdf.stationery import Stationery
from property_ops.framework.pdf.typesetter import Ink, Pen, Style, Typesetter

WIDTH, HEIGHT = 841.89, 1190.55
LEFT, RIGHT = 56.0, WIDTH - 56.0
GUTTER = 40.0
HEAD = 184.0
INK, QUIET, HAIR, TINT, JADE, BRASS, WHITE, PALE = map(
    Ink.hex, ("1B2527", "55646A", "D3DBDA", "EFF5F3", "17594F", "C98F2B", "FFFFFF", "CFE3DD")
)
MOST_ROW, CHART, FOOT = 40.0, 176.0, 158.0
CODE, LEADING = 112.0, 19.0


def _style(weight: Weight, size: float, ink: Ink) -> Style:
    return Style(weight, size, ink)


TITLE, ESTATE = _style(Weight.BOLD, 58, WHITE), _style(Weight.BOLD, 30, WHITE)
QUARTER, ISSUER = _style(Weight.REGULAR, 22, PALE), _style(Weight.REGULAR, 16, PALE)
TILE_LABEL, TILE_FIGURE = _style(Weight.REGULAR, 18, QUIET), _style(Weight.BOLD, 36, INK)
TILE_NOTE = _style(Weight.REGULAR, 14, QUIET)
HEADING, ROW = _style(Weight.BOLD, 23, JADE), _style(Weight.REGULAR, 18, INK)
FIGURE, YEAR = _style(Weight.BOLD, 18, INK), _style(Weight.REGULAR, 15, QUIET)
COLUMN = _style(Weight.REGULAR, 13, QUIET)
AXIS, VALUE = _style(Weight.REGULAR, 14, INK), _style(Weight.REGULAR, 11, QUIET)
WORDS, SMALL = _style(Weight.REGULAR, 16.5, INK), _style(Weight.REGULAR, 13, QUIET)
STRONG = _style(Weight.BOLD, 18.5, JADE)


def draw(poster: Poster) -> bytes:
    """The same poster always makes the same bytes. Raises GlyphMissing."""
    stationery, extra = _stationery(), ExtraGlyphs(house_family())
    words = said(poster.figures, note=poster.note)
    sheet = _Sheet(poster, words, stationery.typesetter(extra))
    description = {"Title": f"{words.estate} {words.quarter} 收支公示", "Author": poster.company}
    return single_file(stationery, extra, [sheet.content()], description)


@lru_cache(maxsize=1)
def _stationery() -> Stationery:
    usual = sorted_vocabulary("".join(map(chr, range(32, 127))), "年月日第一二三四季度收支公示入出结余亏损元，。：（）")
    return Stationery.printed(
        family=house_family(), vocabulary=dict.fromkeys(Weight, usual), page_size=(WIDTH, HEIGHT), drawings={}
    )


class _Sheet:
    """Sets the sheet from the top down; `y` is the top of what comes next."""

    def __init__(self, poster: Poster, words: PosterText, typesetter: Typesetter) -> None:
        self.poster, self.words, self.typesetter = poster, words, typesetter
        self.pen = Pen(typesetter)
        self.y = HEIGHT

    def content(self) -> bytes:
        self._head()
        self._tiles()
        self._columns()
        self._chart()
        self._sentences()
        self._foot()
        return self.pen.content()

    def _head(self) -> None:
        self.pen.block(0, HEIGHT - HEAD, WIDTH, HEAD, JADE)
        self.pen.block(0, HEIGHT - HEAD - 6, WIDTH, 6, BRASS)
        self._fit(LEFT, HEIGHT - 48, self.poster.company, ISSUER, RIGHT - LEFT)
        self.pen.text(LEFT, HEIGHT - 116, "收 支 公 示", TITLE)
        room = RIGHT - LEFT - 330
        self._fit_to(RIGHT, HEIGHT - 100, self.words.estate, ESTATE, room)
        self._fit_to(RIGHT, HEIGHT - 132, self.words.quarter, QUARTER, room)
        self.pen.text(LEFT, HEIGHT - 160, self.words.promise, ISSUER)
        self.y = HEIGHT - HEAD - 28

    def _tiles(self) -> None:
        room = (RIGHT - LEFT - 2 * 18) / 3
        for place, tile in enumerate(self.words.tiles):
            self._tile(tile, LEFT + place * (room + 18), room)
        self.y -= 118 + 20

    def _tile(self, tile: Tile, left: float, room: float) -> None:
        self.pen.block(left, self.y - 118, room, 118, TINT)
        self.pen.block(left, self.y - 118, 5, 118, BRASS if tile.stands_out else JADE)
        self.pen.text(left + 20, self.y - 32, tile.label, TILE_LABEL)
        self._fit(left + 20, self.y - 74, tile.figure, TILE_FIGURE, room - 36)
        self._fit(left + 20, self.y - 101, tile.note, TILE_NOTE, room - 36)

    def _columns(self) -> None:
        room = (RIGHT - LEFT - GUTTER) / 2
        incomes, costs = self.words.incomes, self.words.costs
        height = self._row_height(max(len(incomes.rows), len(costs.rows)))
        self._column(incomes, LEFT, room, height, JADE)
        self._column(costs, LEFT + room + GUTTER, room, height, BRASS)
        self.y -= 46 + height * max(len(incomes.rows), len(costs.rows)) + 10

    def _row_height(self, rows: int) -> float:
        """As high as the rest of the sheet allows."""
        left = self.y - 46 - 10 - CHART - self._room_of_sentences() - FOOT
        return min(MOST_ROW, left / max(rows, 1))

    def _column(self, side: PosterSide, left: float, room: float, height: float, ink: Ink) -> None:
        """Rows of name, quarter and year, each over its bar."""
        scale = min(1.0, height / MOST_ROW)
        name, figure, year = (style.at_size(style.size * scale) for style in (ROW, FIGURE, YEAR))
        right, quarter = left + room, left + room - 104
        self.pen.text(left, self.y - 24, side.heading, HEADING)
        self.pen.text_to(quarter, self.y - 24, side.quarter, COLUMN)
        self.pen.text_to(right, self.y - 24, side.year, COLUMN)
        self.pen.rule(left, right, self.y - 36, 1.5, ink)
        for place, row in enumerate(side.rows):
            base = self.y - 44 - place * height - name.size
            self._fit(left, base, row.name, name, quarter - left - self.typesetter.width(row.figure, figure) - 10)
            self.pen.text_to(quarter, base, row.figure, figure)
            self._fit_to(right, base, row.year, year, 98)
            if row.length:
                self.pen.block(left, base - 13 * scale, room * row.length, 6 * scale, ink)

    def _chart(self) -> None:
        chart = self.words.chart
        self.pen.text(LEFT, self.y - 24, chart.heading, HEADING)
        self._legend()
        base, most = self.y - CHART + 38, CHART - 96
        self.pen.rule(LEFT, RIGHT, base, 1, HAIR)
        step = (RIGHT - LEFT) / max(len(chart.months), 1)
        bar = min(44.0, step / 3)
        for place, month in enumerate(chart.months):
            middle = LEFT + step * (place + 0.5)
            for side, (length, figure, ink) in enumerate(
                ((month.income, month.income_figure, JADE), (month.cost, month.cost_figure, BRASS))
            ):
                x = middle - bar + side * bar
                self.pen.block(x + 1, base, bar - 2, max(most * length, 0.8), ink)
                style = self.typesetter.fitting(figure, VALUE, bar + 6, smallest=7)
                self.pen.text(
                    x + (bar - self.typesetter.width(figure, style)) / 2, base + most * length + 5, figure, style
                )
            self.pen.text(middle - self.typesetter.width(month.name, AXIS) / 2, base - 20, month.name, AXIS)
        self.y -= CHART

    def _legend(self) -> None:
        x = RIGHT - 190
        for label, ink in (("收入", JADE), ("支出", BRASS)):
            self.pen.block(x, self.y - 22, 14, 14, ink)
            self.pen.text(x + 20, self.y - 21, label, AXIS)
            x += 68
        self.pen.text(x - 4, self.y - 21, "（万元）", AXIS)

    def _broken(self) -> list[tuple[Sentence, list[str]]]:
        room = RIGHT - LEFT - 44
        styles = ((one, STRONG if one.is_strong else WORDS) for one in self.words.sentences)
        return [(one, self.typesetter.lines(one.text, style, room)) for one, style in styles]

    def _room_of_sentences(self) -> float:
        return sum(len(lines) for _, lines in self._broken()) * 28 + 26

    def _sentences(self) -> None:
        room = self._room_of_sentences()
        self.pen.block(LEFT, self.y - room, RIGHT - LEFT, room, TINT)
        at = self.y - 34
        for sentence, lines in self._broken():
            for line in lines:
                self.pen.text(LEFT + 22, at, line, STRONG if sentence.is_strong else WORDS)
                at -= 28
        self.y -= room + 20

    def _foot(self) -> None:
        top, left, right = FOOT - 16, LEFT, RIGHT
        if self.poster.url:
            self.pen.qr_code(LEFT, top - CODE, CODE, self.poster.url, INK)
            left = LEFT + CODE + 18
        if self.poster.seal:
            self.pen.qr_code(RIGHT - CODE, top - CODE, CODE, self.poster.seal.text, INK)
            right = RIGHT - CODE - 18
        lines = self.words.foot(self.poster)
        for place, line in enumerate(lines):
            self._fit(left, top - 12 - place * LEADING, line, SMALL, right - left)

    def _fit(self, x: float, y: float, text: str, style: Style, room: float) -> None:
        self.pen.text(x, y, text, self.typesetter.fitting(text, style, room, smallest=8))

    def _fit_to(self, right: float, y: float, text: str, style: Style, room: float) -> None:
        self.pen.text_to(right, y, text, self.typesetter.fitting(text, style, room, smallest=8))
