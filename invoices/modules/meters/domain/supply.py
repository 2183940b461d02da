"""What is collected for a supplier: prices in steps, and rules by which the rest of a supplier's bill is shared."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

CODE = "meters"
"""Of its charges, for ever."""

WATER, ELECTRICITY = "water_fee", "electricity_fee"
ITEMS = (WATER, ELECTRICITY)
COLLECTED = {WATER: "2241.06", ELECTRICITY: "2241.07"}
"""What is billed to households for the supplier and owed to him: never income of the company."""
PAYABLE = "2202"
PLACES = 2
"""Of readings and of multipliers, so that what was used has four, as quantities of charges have."""


class StepsBy(Worded):
    MONTH = "month", gettext_noop("of a month")
    YEAR = "year", gettext_noop("of a calendar year")


class SharedBy(Worded):
    AREA = "area", gettext_noop("by area")
    UNIT = "unit", gettext_noop("the same for each household")
    USE = "use", gettext_noop("by what each household used")


_STEP = re.compile(r"(?P<use>\S+?)\s*(?:(?P<above>\d+(?:\.\d{1,2})?)\s*(?:吨|方|立方米|m³|度|千瓦时)?\s*以上)?\Z")


@dataclass(frozen=True, slots=True)
class PriceStep:
    """What is used above so much costs `price` each; `start` is the first day of the tariff."""

    above: Decimal
    price: Decimal
    start: date


@dataclass(frozen=True, slots=True)
class PartOfUse:
    step: int  # 1 is the lowest
    price: PriceStep
    quantity: Decimal


def step_named(applies_to: str) -> tuple[str, Decimal]:
    """`住宅 144吨以上` → use and limit; without a limit the step begins at nothing."""
    found = _STEP.match(applies_to.strip())
    if found is None:
        return applies_to, Decimal(0)
    return found["use"], Decimal(found["above"] or 0)


def in_steps(steps: Iterable[PriceStep], *, before: Decimal, used: Decimal) -> list[PartOfUse]:
    """The parts of `used` that fall into each step, where `before` was used already; they add up to it.

    There is a step that begins at nothing.
    """
    order = sorted(steps, key=lambda one: one.above)
    found = []
    for number, step in enumerate(order):
        until = order[number + 1].above if number + 1 < len(order) else before + used
        part = min(before + used, until) - max(before, step.above)
        if part > 0:
            found.append(PartOfUse(number + 1, step, part))
    return found


def is_odd(used: Decimal, usual: Sequence[Decimal]) -> bool:
    """Nothing used where something was, or more than three times what is usual: looked at before it is approved."""
    if not usual:
        return False
    mean = sum(usual, Decimal(0)) / len(usual)
    return (used == 0 and mean > 0) or (mean > 0 and used > 3 * mean)
