"""Public holidays of China and the weekend days that are worked for them.

`chinese_calendar` knows the years whose holidays the State Council has announced. In any other year every weekday
counts as a working day, and screens say so.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import chinese_calendar

from property_ops.kernel.text import gettext_noop

SATURDAY = 5
HOLIDAYS = {
    "New Year's Day": gettext_noop("New Year's Day"),
    "Spring Festival": gettext_noop("Spring Festival"),
    "Tomb-sweeping Day": gettext_noop("Tomb-sweeping Day"),
    "Labour Day": gettext_noop("Labour Day"),
    "Dragon Boat Festival": gettext_noop("Dragon Boat Festival"),
    "National Day": gettext_noop("National Day"),
    "Mid-autumn Festival": gettext_noop("Mid-autumn Festival"),
    "Anti-Fascist 70th Day": gettext_noop("Victory Day"),
}


def holiday_on(day: date) -> str:
    """The name of the public holiday (a msgid), also on a weekend; empty where there is none, or none is known."""
    free, name = _detail(day)
    return HOLIDAYS.get(name, name) if free else ""


def is_made_up(day: date) -> bool:
    """Whether it is a day of a weekend that is worked in exchange for a holiday."""
    free, name = _detail(day)
    return day.weekday() >= SATURDAY and not free and bool(name)


def is_working_day(day: date) -> bool:
    return is_made_up(day) or (day.weekday() < SATURDAY and not holiday_on(day))


def unknown_years(days: Iterable[date]) -> list[int]:
    """The years of these days whose holidays are not known."""
    return sorted({day.year for day in days if not _is_known(day)})


def _is_known(day: date) -> bool:
    try:
        chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return False
    return True


@lru_cache(maxsize=4096)
def _detail(day: date) -> tuple[bool, str]:
    if not _is_known(day):
        return day.weekday() >= SATURDAY, ""
    free, name = chinese_calendar.get_holiday_detail(day)
    return bool(free), name or ""
