"""The table from accepted works: per figure and estate, with what could not be counted beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from property_ops.kernel.period import Month
from property_ops.kernel.writing import squeezed
from property_ops.modules.insight.domain.figures import Counting, Figure


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted work, with the quantity that was accepted; `code` is that of its kind, if a module declares it."""

    number: str
    estate: str
    kind: str
    code: str
    unit: str
    quantity: Decimal
    on: date


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure: by estate and month, and in all. `works` is how many works stand behind it; None means no record."""

    figure: Figure
    by_estate: Mapping[str, Decimal]
    by_month: Mapping[Month, Decimal]
    works: int

    @property
    def total(self) -> Decimal | None:
        return sum(self.by_estate.values(), Decimal(0)) if self.works else None


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Works whose kind, or whose unit for that kind, no figure takes."""

    kind: str
    unit: str
    works: int
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class FigureTable:
    rows: tuple[FigureRow, ...]
    uncounted: tuple[Uncounted, ...]


def tabulate(works: Iterable[Accepted], figures: Sequence[Figure]) -> FigureTable:
    """Every work counts for the first figure that takes it, or stands among the uncounted."""
    taken: dict[str, list[Accepted]] = {figure.code: [] for figure in figures}
    left: dict[tuple[str, str], list[Accepted]] = {}
    for work in works:
        unit = squeezed(work.unit)
        figure = next((figure for figure in figures if figure.counts(work.code, unit)), None)
        (taken[figure.code] if figure else left.setdefault((work.kind, work.unit), [])).append(work)
    return FigureTable(
        tuple(_row(figure, taken[figure.code]) for figure in figures),
        tuple(
            Uncounted(kind, unit, len(some), sum((work.quantity for work in some), Decimal(0)))
            for (kind, unit), some in sorted(left.items())
        ),
    )


def _row(figure: Figure, works: Sequence[Accepted]) -> FigureRow:
    by_estate: dict[str, Decimal] = {}
    by_month: dict[Month, Decimal] = {}
    for work in sorted(works, key=lambda work: (work.on, work.number)):
        worth = _worth(figure, work, by_estate)
        by_estate[work.estate] = by_estate.get(work.estate, Decimal(0)) + worth
        month = Month.of(work.on)
        by_month[month] = by_month.get(month, Decimal(0)) + worth
    return FigureRow(figure, by_estate, by_month, len(works))


def _worth(figure: Figure, work: Accepted, before: Mapping[str, Decimal]) -> Decimal:
    """What a work adds: its quantity, or one for the first work of an estate."""
    if figure.counting == Counting.QUANTITY:
        return work.quantity
    return Decimal(0) if before.get(work.estate) else Decimal(1)
