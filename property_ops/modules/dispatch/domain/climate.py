"""What the weather usually is at a time of year: all that is known of days which no forecast reaches yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from property_ops.modules.dispatch.domain.slots import SHANGHAI, moment

COLDEST_HOUR, WARMEST_HOUR = 6, 15
MIDDLE_OF_MONTH = 15


@dataclass(frozen=True, slots=True)
class MonthNormal:
    """The mean of the daily lowest and highest, in tenths of a degree Celsius."""

    coldest: int
    warmest: int


Climate = Mapping[int, MonthNormal]
"""By month, 1 to 12; a place of which nothing is known has none."""


def usual_temperature(climate: Climate, hour: datetime) -> int | None:
    """In tenths of a degree Celsius: between the middles of two months, and between morning and afternoon, in
    proportion; None where a month is not known."""
    at = hour.astimezone(SHANGHAI)
    middle = at.replace(day=MIDDLE_OF_MONTH)
    other = middle + timedelta(days=30 if at >= middle else -30)
    if at.month not in climate or other.month not in climate:
        return None
    one, two, days = climate[at.month], climate[other.month], abs((at - middle).days)
    coldest = (one.coldest * (30 - days) + two.coldest * days) // 30
    warmest = (one.warmest * (30 - days) + two.warmest * days) // 30
    return coldest + (warmest - coldest) * _warmth(at.hour) // 100


def usual_day(climate: Climate, day: date) -> tuple[int, int] | None:
    """The coldest and the warmest of a day, in tenths of a degree Celsius; None where a month is not known."""
    coldest, warmest = (usual_temperature(climate, moment(day, time(hour))) for hour in (COLDEST_HOUR, WARMEST_HOUR))
    return None if coldest is None or warmest is None else (coldest, warmest)


def _warmth(hour: int) -> int:
    """How far from the coldest to the warmest hour of the day, in hundredths."""
    if COLDEST_HOUR <= hour <= WARMEST_HOUR:
        return (hour - COLDEST_HOUR) * 100 // (WARMEST_HOUR - COLDEST_HOUR)
    since = (hour - WARMEST_HOUR) % 24
    return 100 - since * 100 // (24 - WARMEST_HOUR + COLDEST_HOUR)
