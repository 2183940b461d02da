"""What the notice says, in the words of a notice board: amounts are texts, bars are lengths, and all is final."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from invoices.modules.disclosure.domain.figures import DisclosureFigures, DisclosureLine
from property_ops.kernel.acceptance import MANNERS_ON_PAPER, Manner
from property_ops.kernel.money import Yuan, round_half_up
from property_ops.kernel.quarters import Quarter

PROMISE = "先服务、后收费　　收支平、零盈利"
FEN_PER_HUNDREDTH_WAN = 10_000


@dataclass(frozen=True, slots=True)
class Poster:
    """What the notice shows; without `number` and `url` it is a proof that nobody has published."""

    figures: DisclosureFigures
    note: str
    company: str
    contact: str
    number: str
    published_on: str
    url: str
    edition: int
    seal: "SealOnPaper | None" = None
    counted: "CountedOnPaper | None" = None


@dataclass(frozen=True, slots=True)
class SealOnPaper:
    """The seal of the records that the notice was read from, its head in full; `text` is what its QR code says."""

    number: int
    entries: int
    head: str
    text: str


@dataclass(frozen=True, slots=True)
class CountedOnPaper:
    """All bills of the quarter together, and the head under which each household finds its own."""

    bills: int
    total: str
    head: str


@dataclass(frozen=True, slots=True)
class Tile:
    label: str
    figure: str
    note: str
    stands_out: bool = False


@dataclass(frozen=True, slots=True)
class PosterRow:
    """`length` of its bar between 0 and 1."""

    name: str
    figure: str
    year: str
    length: float


@dataclass(frozen=True, slots=True)
class PosterSide:
    heading: str
    quarter: str
    year: str
    rows: Sequence[PosterRow]


@dataclass(frozen=True, slots=True)
class MonthBars:
    name: str
    income: float
    income_figure: str
    cost: float
    cost_figure: str


@dataclass(frozen=True, slots=True)
class Chart:
    heading: str
    months: Sequence[MonthBars]


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class PosterText:
    estate: str
    quarter: str
    promise: str
    tiles: Sequence[Tile]
    incomes: PosterSide
    costs: PosterSide
    chart: Chart
    sentences: Sequence[Sentence]

    def foot(self, poster: Poster) -> list[str]:
        """Who says it, how it can be checked, and where to object."""
        lines = [
            "金额全部取自物业公司账簿，只列合计，不涉及任何一户。",
            f"如有疑问，请与物业公司联系：{poster.contact}" if poster.contact else "如有疑问，请与物业公司联系。",
        ]
        if poster.seal:
            seal, entries = poster.seal, f"{poster.seal.entries:,}"
            lines += [f"账簿封签第 {seal.number} 号（截至第 {entries} 张凭证），可离线核对，见右侧二维码：", seal.head]
        if poster.counted:
            bills, total = f"{poster.counted.bills:,}", poster.counted.total
            words = f"本季逐户账单 {bills} 张，扣除红字后合计 {total} 元，扫自己的账单可核对（户账摘要）："
            lines += [words, poster.counted.head]
        if not poster.number:
            return ["样稿：尚未公示", *lines]
        edition = f"　第{poster.edition}版（以本版为准）" if poster.edition > 1 else ""
        return [f"{poster.number}　公示日期 {poster.published_on}{edition}　扫二维码看网页版", *lines]


def said(figures: DisclosureFigures, *, note: str) -> PosterText:
    quarter = Quarter(figures.year, figures.quarter)
    period = quarter.period
    days = f"（{period.start.month}月{period.start.day}日至{period.last_day.month}月{period.last_day.day}日）"
    return PosterText(
        estate=figures.estate_name,
        quarter=quarter.in_words + days,
        promise=PROMISE,
        tiles=_tiles(figures),
        incomes=_side("收入来源", figures.incomes),
        costs=_side("支出去向", figures.costs),
        chart=_chart(figures),
        sentences=_sentences(figures, note),
    )


def _tiles(figures: DisclosureFigures) -> list[Tile]:
    surplus = figures.surplus
    word = "结余" if surplus.quarter >= 0 else "亏损"
    year_word = "结余" if surplus.year >= 0 else "亏损"
    return [
        Tile("本季收入（元）", _grouped(figures.income.quarter), f"本年累计 {_grouped(figures.income.year)}"),
        Tile("本季支出（元）", _grouped(figures.cost.quarter), f"本年累计 {_grouped(figures.cost.year)}"),
        Tile(
            f"本季{word}（元）",
            _grouped(abs(surplus.quarter)),
            f"本年累计{year_word} {_grouped(abs(surplus.year))}",
            stands_out=surplus.quarter < 0,
        ),
    ]


def _side(heading: str, lines: Sequence[DisclosureLine]) -> PosterSide:
    most = max((line.quarter for line in lines), default=0)
    rows = [
        PosterRow(line.name, _grouped(line.quarter), _grouped(line.year), _length(line.quarter, most))
        for line in sorted(lines, key=lambda line: -line.quarter)
    ]
    return PosterSide(heading, "本季（元）", "本年累计", rows)


def _chart(figures: DisclosureFigures) -> Chart:
    most = max((max(month.income, month.cost) for month in figures.months), default=0)
    months = [
        MonthBars(
            f"{int(month.month[-2:])}月",
            _length(month.income, most),
            _in_wan(month.income),
            _length(month.cost, most),
            _in_wan(month.cost),
        )
        for month in figures.months
    ]
    return Chart("各月收支对照", months)


def _sentences(figures: DisclosureFigures, note: str) -> list[Sentence]:
    """Whose the difference is: what the company bears itself is no part of the residents' account."""
    own, residents = figures.by_company.quarter, figures.surplus.quarter + figures.by_company.quarter
    amount = _grouped(abs(residents))
    if residents > 0:
        first = f"居民缴费本季结余 {amount} 元：属于全体业主，年终按建筑面积多退少补。"
    elif residents < 0:
        first = f"居民缴费本季不足 {amount} 元：由物业公司垫付；结转或补收，由业主共同决定。"
    else:
        first = "居民缴费本季收支相等。"
    sentences = [Sentence(first, is_strong=True)]
    if own:
        words = f"支出中有 {_grouped(own)} 元是未通过验收的工程量，由物业公司自行承担，不向任何人收取。"
        sentences.append(Sentence(words))
    if figures.manners:
        told = "、".join(f"{MANNERS_ON_PAPER[Manner(manner)]} {count} 项" for manner, count in figures.manners)
        total = sum(count for _manner, count in figures.manners)
        sentences.append(Sentence(f"本季验收工程 {total} 项，按验收方式：{told}。"))
    if figures.services:
        done = "、".join(f"{what} {count} {unit}" for what, count, unit in figures.services)
        sentences.append(Sentence(f"本季服务居民：{done}。"))
    return [*sentences, *([Sentence(note)] if note else [])]


def _grouped(fen: int) -> str:
    return Yuan(fen).grouped()


def _length(part: int, most: int) -> float:
    return part / most if part > 0 and most > 0 else 0.0


def _in_wan(fen: int) -> str:
    """In ten thousands of yuan with two decimals, rounded half up: beside a bar, never in a table."""
    return Yuan(round_half_up(Fraction(fen, FEN_PER_HUNDREDTH_WAN))).grouped()
