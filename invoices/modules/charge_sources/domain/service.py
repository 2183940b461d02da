"""The recurring service fee of one unit and month (docs/product.md rule 3)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month, Period

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class RateVersion:
    """A tariff version: its rate on the days of `period`; an open start or end stands for all days."""

    rate: Decimal
    period: Period


@dataclass(frozen=True, slots=True)
class Segment:
    """Days of a month with one rate and one reduction: they make one line."""

    period: Period
    tariff_start: date
    rate: Decimal
    reduction: Fraction


def delivered_ratio(confirmed: Iterable[tuple[Decimal, Decimal]]) -> Fraction:
    """Σ weight × completion ratio over the month's confirmations."""
    return sum((Fraction(weight) * Fraction(completion) for weight, completion in confirmed), Fraction(0))


def segments(
    month: Month, managed: Period, rates: Iterable[RateVersion], reductions: Iterable[RateVersion] = ()
) -> list[Segment]:
    """The lines of a month: its days in the managed period, cut where the tariff or the reduction changes."""
    found: list[Segment] = []
    cuts = [version.period for version in reductions]
    for version in sorted(rates, key=lambda one: one.period.start):
        days = month.period & managed & version.period
        for part in _cut(days, cuts):
            reduction = next((Fraction(one.rate) for one in reductions if part.start in one.period), ONE)
            found.append(Segment(part, version.period.start, version.rate, reduction))
    return _joined(found)


def _joined(lines: Iterable[Segment]) -> list[Segment]:
    """Neighbours that differ in nothing but their days are one line, rounded once."""
    joined: list[Segment] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and before.period.end == line.period.start and _price(before) == _price(line):
            joined[-1] = replace(before, period=Period(before.period.start, line.period.end))
        else:
            joined.append(line)
    return joined


def _price(line: Segment) -> tuple[date, Decimal, Fraction]:
    return line.tariff_start, line.rate, line.reduction


def uncovered(days: Period, lines: Iterable[Segment]) -> list[Period]:
    """The days that no line charges: no tariff is in force on them."""
    left = [days] if days.days else []
    for line in lines:
        left = [rest for part in left for rest in part.without(line.period)]
    return left


def ratio(segment: Segment, month: Month, delivered: Fraction) -> Fraction:
    """What the full monthly fee is multiplied with: days in force, delivered, reduction."""
    return Fraction(segment.period.days, month.days) * delivered * segment.reduction


def fee(area: Decimal, segment: Segment, month: Month, delivered: Fraction) -> Yuan:
    """area × rate × ratio, rounded half up to the fen, once."""
    return Yuan.rounded(Fraction(area) * Fraction(segment.rate) * ratio(segment, month, delivered))


def _cut(period: Period, cuts: list[Period]) -> list[Period]:
    """`period` divided where one of `cuts` begins or ends; no empty parts."""
    edges = {period.start, period.end}
    for cut in cuts:
        edges.update(day for day in (cut.start, cut.end) if period.start < day < period.end)
    ordered = sorted(edges)
    return [Period(start, end) for start, end in pairwise(ordered)]
