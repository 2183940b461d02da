"""Reading what the weather usually is, as somebody types or pastes it."""

import re
from decimal import Decimal

from property_ops.modules.dispatch.domain.climate import MonthNormal
from property_ops.modules.dispatch.domain.errors import NotAClimate

DEGREES = r"-?\d{1,2}(?:\.\d)?"
LINE = re.compile(rf"(?P<month>\d{{1,2}})月?[\s,，]+(?P<low>{DEGREES})[\s,，]+(?P<high>{DEGREES})", re.ASCII)


def read_climate(text: str) -> dict[int, MonthNormal]:
    """A line for each month: month, lowest and highest in °C. Raises NotAClimate."""
    found = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        match = LINE.fullmatch(line)
        if match is None or not 1 <= int(match["month"]) <= 12 or Decimal(match["low"]) > Decimal(match["high"]):
            raise NotAClimate(line=line)
        found[int(match["month"])] = MonthNormal(int(Decimal(match["low"]) * 10), int(Decimal(match["high"]) * 10))
    if len(found) != 12:
        raise NotAClimate(line="")
    return found
