"""The lines of a bill with the evidence behind them, ready to be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from invoices.modules.billing.domain.evidence import Evidence, evidence_of
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
    evidence: Evidence | None


def shown_lines(lines: Iterable[Any]) -> list[ShownLine]:
    return [_shown(line) for line in lines]


def _shown(line: Any) -> ShownLine:
    ratio = (line.ratio_numerator, line.ratio_denominator)
    evidence = evidence_of(line.evidence, ratio=ratio, amount=line.amount, source_key=line.charge.source_key)
    return ShownLine(line.item_name, Period(line.start, line.end), _sum(line, evidence), line.amount, evidence)


def _sum(line: Any, evidence: Evidence | None) -> str:
    if evidence and evidence.kind in ("works", "late_charge"):
        return ""
    factors = [f"{grouped(line.quantity)} {line.quantity_unit}", f"{_price(line.unit_price)}"]
    ratio = Fraction(line.ratio_numerator, line.ratio_denominator)
    if ratio != 1:
        factors.append(plain_ratio(ratio))
    if (line.end - line.start) != (line.charge.end - line.charge.start):
        factors.append(f"{(line.end - line.start).days}/{(line.charge.end - line.charge.start).days}")
    return " × ".join(factors)


def _price(price: Decimal) -> str:
    """With at least two decimals."""
    places = max(2, -int(price.normalize().as_tuple().exponent))
    return f"{price:,.{places}f}"
