"""The kinds of `data/kinds.toml`: names, units, weather and fields are data, and so is how fields make a quantity."""

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import prod
from pathlib import Path
from typing import Any

from property_ops.modules.works.public import Field, WeatherLimits, WorkEstimate, WorkKind

FILE = Path(__file__).resolve().parent / "data" / "kinds.toml"


def declared(text: str) -> tuple[WorkKind, ...]:
    """The kinds of a TOML file, in its order. Raises TypeError for a key that means nothing or is missing."""
    return tuple(_kind(**row) for row in tomllib.loads(text, parse_float=Decimal)["kinds"])


def _kind(
    *,
    code: str,
    name: str,
    units: Sequence[str],
    aliases: Sequence[str] = (),
    other_units: Sequence[str] = (),
    weather: Mapping[str, Any] | None = None,
    fields: Sequence[Mapping[str, Any]] = (),
    quantity: Sequence[str] = (),
    warranty_months: int = 0,
) -> WorkKind:
    own = tuple(_field(**field) for field in fields)
    limits = WeatherLimits(**(weather or {}))
    unknown = set(quantity) - {field.code for field in own}
    if unknown:
        raise KeyError(f"{code}: quantity names no field: {sorted(unknown)}")

    def estimate(values: Mapping[str, Decimal]) -> WorkEstimate | None:
        if not quantity or any(field not in values for field in quantity):
            return None
        return WorkEstimate(prod((values[field] for field in quantity), start=Decimal(1)), units[0], weather=limits)

    return WorkKind(
        code,
        name,
        tuple(units),
        aliases=tuple(aliases),
        other_units=tuple(other_units),
        weather=limits,
        fields=own,
        estimate=estimate,
        warranty_months=warranty_months,
    )


def _field(*, most: int | Decimal, least: int | Decimal = 0, **more: Any) -> Field:
    return Field(most=Decimal(most), least=Decimal(least), **more)


KINDS = declared(FILE.read_text(encoding="utf-8"))
