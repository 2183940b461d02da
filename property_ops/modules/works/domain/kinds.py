"""Kinds of work, as modules declare them in the slot `work_kinds`: one `WorkKind`, or a tuple of them.

A kind is told by its name as the office writes it. What belongs to one work of the kind is either typed into the kind's
own `fields`, or kept by the kind's module, which then gives it by `measured`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed


class KindsClash(BusinessError):
    code = "work_kinds_clash"
    message = gettext_noop("Two kinds of work are called “%(name)s”: %(one)s and %(other)s. Rename one of them.")


@dataclass(frozen=True, slots=True)
class WeatherLimits:
    """In which weather the work may be done: °C, Beaufort; None is no limit."""

    no_rain: bool = False
    lowest_temperature: int | None = None
    strongest_wind: int | None = None

    def __and__(self, other: "WeatherLimits") -> "WeatherLimits":
        """Where both must be kept."""
        temperatures = [one for one in (self.lowest_temperature, other.lowest_temperature) if one is not None]
        winds = [one for one in (self.strongest_wind, other.strongest_wind) if one is not None]
        return WeatherLimits(self.no_rain or other.no_rain, max(temperatures, default=None), min(winds, default=None))


@dataclass(frozen=True, slots=True)
class Field:
    """A number that belongs to every work of a kind: `label` in the office's words, with its unit."""

    code: str
    label: str
    unit: str
    most: Decimal
    least: Decimal = Decimal(0)
    places: int = 2
    required: bool = True


@dataclass(frozen=True, slots=True)
class MaterialNeed:
    """Something to bring, with wastage; `code` is the maker's, and the store's where it keeps it."""

    name: str
    quantity: Decimal
    unit: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class FurtherQuantity:
    """What the work has besides its first quantity: a line of the estimate of its own."""

    name: str
    quantity: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class WorkEstimate:
    """`quantity` in the kind's unit; `rest_hours`: curing or drying before the place may be used, or the next visit.

    `further` quantities are proposed as lines after the first.
    """

    quantity: Decimal
    unit: str
    needs: tuple[MaterialNeed, ...] = ()
    rest_hours: int = 0
    visits: int = 1
    weather: WeatherLimits = field(default_factory=WeatherLimits)
    further: tuple[FurtherQuantity, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkFinding:
    """Something about a work that does not fit: a msgid with %(name)s places and what fills them."""

    says: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class WorkKind:
    """`units`: spellings of the kind's unit, the usual one first; `other_units`: what registers count it in as well.

    `estimate` and `checks` get what was measured: the values of `fields` by code, or what `measured(work)` gives. They
    change nothing and may be asked at any time. `warranty_months`: how long defects are mended free of charge, where
    the estate's agreement says nothing else.
    """

    code: str
    name: str
    units: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    other_units: tuple[str, ...] = ()
    weather: WeatherLimits = field(default_factory=WeatherLimits)
    fields: tuple[Field, ...] = ()
    measured: Callable[[Any], Any] | None = None
    estimate: Callable[[Any], WorkEstimate | None] | None = None
    checks: tuple[Callable[[Any], Iterator[WorkFinding]], ...] = ()
    warranty_months: int = 0

    @property
    def unit(self) -> str:
        return self.units[0]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)

    def is_usual(self, unit: str) -> bool:
        """Whether `unit` is a spelling of the unit that estimates are in."""
        return _is_among(unit, self.units)

    def takes(self, unit: str) -> bool:
        """Whether a register may count works of the kind in `unit`."""
        return _is_among(unit, (*self.units, *self.other_units))

    def findings(self, measured: Any) -> list[WorkFinding]:
        return [finding for check in self.checks for finding in check(measured)]


class Kinds:
    """All kinds, found by code or by any of their names. Raises KindsClash."""

    def __init__(self, kinds: Iterable[WorkKind]) -> None:
        self._kinds = tuple(kinds)
        self._by_code: dict[str, WorkKind] = {}
        self._by_name: dict[str, WorkKind] = {}
        for kind in self._kinds:
            _claim(self._by_code, kind.code, kind)
            for name in kind.names:
                _claim(self._by_name, squeezed(name), kind)

    def __iter__(self) -> Iterator[WorkKind]:
        return iter(self._kinds)

    def coded(self, code: str) -> WorkKind | None:
        return self._by_code.get(code)

    def called(self, name: str) -> WorkKind | None:
        """The kind that a register means by `name`; None for one that no module declares."""
        return self._by_name.get(squeezed(name))


def _is_among(unit: str, units: Iterable[str]) -> bool:
    return squeezed(unit).lower() in {squeezed(known).lower() for known in units}


def _claim(known: dict[str, WorkKind], name: str, kind: WorkKind) -> None:
    other = known.setdefault(name, kind)
    if other is not kind:
        raise KindsClash(name=name, one=other.code, other=kind.code)
