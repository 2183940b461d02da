"""Document numbers without gaps (docs/product.md rule 8): a model declares its series, and all of them are verified."""

import re
from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass
from typing import Any

from django.apps import apps
from django.db import transaction

from property_ops.framework.checks import Check, Difference
from property_ops.framework.models import NumberSeries
from property_ops.kernel.text import gettext_noop

_MISSING = gettext_noop("number %(number)s is missing")
_NEVER_GIVEN = gettext_noop("number %(number)s was never given out")
PART = "[A-Z0-9]{1,6}"
"""So short that a number keeps within the twenty signs that the tax platform takes."""


@dataclass(frozen=True, slots=True)
class Series:
    """`series = Series("ZD")` in a model: its rows are numbered `ZD2022-000001` and on, each year by itself.

    `row` begins the name under which the series is kept, where that is other than the prefix; `field` is the model's
    column. In a `shared` column stand numbers of others too, which begin otherwise. Of a series `by_part` each part,
    such as an estate, is numbered by itself as well: `ZD2022-BC01-000001`.
    """

    prefix: str
    _: KW_ONLY
    places: int = 6
    dash: str = "-"
    yearly: bool = True
    row: str = ""
    field: str = "number"
    shared: bool = False
    by_part: bool = False

    def next(self, year: int | None = None) -> str:
        """The next number; in the transaction that uses it."""
        return self.take(year, 1)[0]

    def take(self, year: int | None, count: int, *, part: str = "") -> list[str]:
        """The next `count` numbers; in the transaction that uses them all."""
        if not count:
            return []
        of = f"{year if self.yearly else ''}{f'-{part}' if part else ''}"
        first = reserve(f"{self.row or self.prefix}{of}", count)
        return [self._number(of, first + offset) for offset in range(count)]

    def is_own(self, number: str) -> bool:
        """Whether a number looks like one of this series, given out or not."""
        return bool(re.fullmatch(rf"{self.prefix}{self._of}{self.dash}\d{{{self.places},}}", number))

    def given_out(self, kept: dict[str, int]) -> Iterator[str]:
        """Every number that was given out, from the next number of each row by its name."""
        begin = self.row or self.prefix
        for name, following in kept.items():
            of = name.removeprefix(begin)
            if name.startswith(begin) and re.fullmatch(self._of, of):
                yield from (self._number(of, number) for number in range(1, following))

    @staticmethod
    def part_of(code: str, key: int) -> str:
        """What numbers bear of a thing with this code and primary key: the code in capitals where it is short and
        plain, else the key. Two that come to the same share a series.
        """
        return code.upper() if re.fullmatch(PART, code.upper()) else str(key)

    @property
    def _of(self) -> str:
        """A pattern of what stands between prefix and number."""
        return (r"\d{4}" if self.yearly else "") + (rf"(-{PART})?" if self.by_part else "")

    def _number(self, of: str, number: int) -> str:
        return f"{self.prefix}{of}{self.dash}{number:0{self.places}d}"


def reserve(series: str, count: int) -> int:
    """The first of `count` consecutive numbers of `series`.

    Must run inside the transaction that uses them all: if it fails, the numbers were never taken.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("numbers are reserved inside the transaction that uses them")
    NumberSeries.objects.bulk_create([NumberSeries(name=series)], ignore_conflicts=True)
    row = NumberSeries.objects.select_for_update().get(name=series)
    first = row.next_number
    row.next_number = first + count
    row.save(update_fields=["next_number"])
    return first


def numbered_models() -> list[Any]:
    """Every model whose rows are numbered, in the order of the modules."""
    return [model for model in apps.get_models() if isinstance(getattr(model, "series", None), Series)]


def verify() -> Iterator[Check]:
    """What was given out stands on a row, and nothing else does."""
    kept = dict(NumberSeries.objects.values_list("name", "next_number"))
    found, differences = 0, []
    for model in numbered_models():
        there, wanted = _standing(model), set(model.series.given_out(kept))
        found += len(there)
        for says, numbers in ((_MISSING, wanted - there), (_NEVER_GIVEN, there - wanted)):
            differences += [Difference(says, {"number": number}) for number in sorted(numbers)]
    yield Check(
        name=gettext_noop("Numbers of documents have no gaps"),
        figures={gettext_noop("numbers"): f"{found:,}"},
        differences=tuple(differences),
    )


def _standing(model: Any) -> set[str]:
    series: Series = model.series
    column = model._default_manager.exclude(**{series.field: None}).order_by().values_list(series.field, flat=True)
    return {number for number in column.iterator() if number and (not series.shared or series.is_own(number))}
