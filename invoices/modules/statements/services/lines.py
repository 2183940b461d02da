"""How a frozen line reads on paper. A statement is an official paper and always Chinese: these are not interface."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext, override

from invoices.modules.charges.public import EvidenceBlock, FrozenLine, PaperWords, evidence_of, paper_of
from invoices.modules.statements.domain.document import StatementLine
from property_ops.framework.web.display import said, shown
from property_ops.kernel.period import Period
from property_ops.kernel.quantity import plain, plain_ratio

LANGUAGE = "zh-hans"


def line_text(line: FrozenLine) -> StatementLine:
    """The line as it is printed: every text final, the amount as charged."""
    paper = paper_of(line)
    if paper and paper.instead:
        return StatementLine(
            item=line.item_name,
            amount=line.amount,
            service_period=period_text(line.period),
            evidence=paper.instead,
        )
    return StatementLine(
        item=line.item_name,
        amount=line.amount,
        service_period=period_text(line.period),
        quantity=f"{plain(line.quantity)} {line.quantity_unit}",
        unit_price=price_text(line.unit_price),
        ratio=_ratio(line, paper),
        note="；".join([*(paper.remarks if paper else ()), *_split(line)]),
        evidence=() if paper else tuple(written_out(evidence_of(line))),
    )


def period_text(period: Period) -> str:
    """`2022.06.01–06.30`, the last day included."""
    first, last = period.start, period.last_day
    if first == last:
        return f"{first:%Y.%m.%d}"
    return f"{first:%Y.%m.%d}–{last:%m.%d}" if first.year == last.year else f"{first:%Y.%m.%d}–{last:%Y.%m.%d}"


@lru_cache(maxsize=1_000)
def price_text(price: Decimal) -> str:
    """With at least two decimals, and all of those that it has: `0.35`, `60.00`, `0.355`."""
    exact = price.normalize()
    places = max(2, -int(exact.as_tuple().exponent))
    return f"{exact:,.{places}f}"


def _ratio(line: FrozenLine, paper: PaperWords | None) -> str:
    """`16/31 × 0.95 × 0.7`: days in force, delivered, reduction; what is 1 is left out, `1` if nothing is left."""
    factors = _whole_ratio(line) if paper is None or paper.factors is None else list(paper.factors)
    if line.part_of_days != 1:
        factors.append(f"{line.period.days}/{line.charged.days}")
    return " × ".join(factors) or "1"


def _whole_ratio(line: FrozenLine) -> list[str]:
    return [] if line.ratio == 1 else [plain_ratio(line.ratio)]


def _split(line: FrozenLine) -> Iterator[str]:
    if line.part_of_days != 1:
        yield f"产权变更，按天分担：本户 {line.period.days} 天，共 {line.charged.days} 天"


def written_out(block: EvidenceBlock | None) -> Iterator[str]:
    """The evidence in sentences: heading, facts, rows of the table, what it says besides; without names of people."""
    if block is None:
        return
    block = block.for_residents()
    with override(LANGUAGE):
        yield " · ".join([said(block.heading), *block.heading_of])
        if block.facts:
            yield "；".join(f"{gettext(fact.label)}：{shown(fact.value)}" for fact in block.facts)
        for row in block.table.cells() if block.table else ():
            yield "，".join(f"{gettext(column.heading)} {shown(cell)}" for column, cell in row)
        yield from (said(sentence) for sentence in block.sentences)
