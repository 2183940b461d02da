"""A quantity carries its unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

# How the office spells a unit of measure; the first is ours.
SQUARE_METRES = ("㎡", "m²", "m2", "平方米", "平米", "平方")
CUBIC_METRES = ("m³", "m3", "㎥", "立方米", "立方", "立米", "方")
METRES = ("m", "米", "延米")
UNITS = (SQUARE_METRES[0], METRES[0], CUBIC_METRES[0], "处", "个", "项")


def spelled(units: Iterable[str]) -> str:
    """Any of the spellings, as a regular expression: the longest first."""
    return "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))


def without_unit(text: str, units: Iterable[str]) -> str:
    """`81.84平方米` → `81.84`."""
    return re.sub(rf"(?:{spelled(units)})\s*\Z", "", text)


class UnitsDiffer(BusinessError):
    code = "units_differ"
    message = gettext_noop("%(left)s and %(right)s have different units.")


class SizeOutOfRange(BusinessError, ValueError):
    code = "size_out_of_range"
    message = gettext_noop("%(measure)s is %(value)s %(unit)s: it must be above 0 and at most %(most)s %(unit)s.")


def check_size(measure: str, value: Decimal, *, most: Decimal, unit: str) -> None:
    """`measure` is a msgid. Raises SizeOutOfRange."""
    if not value.is_finite() or not 0 < value <= most:
        raise SizeOutOfRange(measure=measure, value=value, most=most, unit=unit)


def rounded_up(number: Decimal, *, places: int) -> Decimal:
    """What is ordered is never short."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_CEILING)


def plain(number: Decimal) -> str:
    """`Decimal("93.0200")` → `93.02`: no exponent, no needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(number: Decimal) -> str:
    """`Decimal("18900.1000")` → `18,900.1`."""
    whole, _, decimals = plain(number).partition(".")
    return f"{int(whole):,}{'.' + decimals if decimals else ''}"


def plain_ratio(value: Fraction) -> str:
    """A ratio as a decimal where it has at most six places, else as a fraction: `0.975`, `1/3`."""
    millionths = value * 10**6
    if millionths.denominator == 1:
        return plain(Decimal(millionths.numerator).scaleb(-6))
    return f"{value.numerator}/{value.denominator}"


def percent_text(value: Fraction) -> str:
    """`97.5%`, or a fraction where that would not be exact."""
    percent = plain_ratio(value * 100)
    return plain_ratio(value) if "/" in percent else f"{percent}%"


@dataclass(frozen=True, slots=True)
class Quantity:
    amount: Decimal
    unit: str

    def __add__(self, other: Quantity) -> Quantity:
        if self.unit != other.unit:
            raise UnitsDiffer(left=self, right=other)
        return Quantity(self.amount + other.amount, self.unit)

    def __str__(self) -> str:
        return f"{plain(self.amount)} {self.unit}"
