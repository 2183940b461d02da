"""The lines of a bill with the evidence behind them, ready to be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from invoices.modules.charges.public import EvidenceBlock, FrozenLine, evidence_today
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Period
from property_ops.kernel.quantity import grouped, plain_ratio


@dataclass(frozen=True, slots=True)
class ShownLine:
    """`sum` is how the amount comes about: `86.52 ㎡ × 0.35 × 0.975`; empty where the evidence says it all."""

    item: str
    period: Period
    sum: str
    amount: Yuan
    evidence: EvidenceBlock | None


def shown_lines(lines: Iterable[FrozenLine]) -> list[ShownLine]:
    lines = list(lines)
    return [_shown(line, block) for line, (block, _) in zip(lines, evidence_today(lines), strict=True)]


def _shown(line: FrozenLine, evidence: EvidenceBlock | None) -> ShownLine:
    factors = "" if evidence and evidence.says_amount else _factors(line)
    return ShownLine(line.item_name, line.period, factors, line.amount, evidence)


def _factors(line: FrozenLine) -> str:
    factors = [f"{grouped(line.quantity)} {line.quantity_unit}", f"{_price(line.unit_price)}"]
    if line.ratio != 1:
        factors.append(plain_ratio(line.ratio))
    if line.period.days != line.charged.days:
        factors.append(f"{line.period.days}/{line.charged.days}")
    return " × ".join(factors)


def _price(price: Decimal) -> str:
    """With at least two decimals."""
    places = max(2, -int(price.normalize().as_tuple().exponent))
    return f"{price:,.{places}f}"
