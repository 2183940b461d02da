"""Tables on detail pages, as data: the template `framework/shown_table.html` draws them all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from property_ops.kernel.money import Yuan


@dataclass(frozen=True, slots=True)
class ShownCell:
    value: Any
    url: str = ""

    @property
    def is_figure(self) -> bool:
        return isinstance(self.value, Yuan | Decimal | int) and not isinstance(self.value, bool)


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A heading, what stands over the columns, and rows of plain values or cells with a link.

    A figure elsewhere on the page leads to the table by its `anchor`.
    """

    title: Any
    icon: str
    heads: Sequence[Any]
    values: Sequence[Sequence[Any]]
    empty: Any = ""
    words: Any = ""
    links: Sequence[tuple[Any, str]] = field(default_factory=tuple)
    anchor: str = ""

    @property
    def columns(self) -> list[tuple[Any, bool]]:
        """Each heading, and whether figures stand under it."""
        figures = self._figures()
        return [(head, place in figures) for place, head in enumerate(self.heads)]

    @property
    def rows(self) -> list[list[tuple[ShownCell, bool]]]:
        """Each cell, and whether it stands in a column of figures: also where it has none."""
        figures = self._figures()
        return [[(cell, place in figures) for place, cell in enumerate(row)] for row in self._cells()]

    def _figures(self) -> set[int]:
        return {place for row in self._cells() for place, cell in enumerate(row) if cell.is_figure}

    def _cells(self) -> list[list[ShownCell]]:
        return [[one if isinstance(one, ShownCell) else ShownCell(one) for one in row] for row in self.values]
