"""A day and a time of day in one cell, or either of them, in the forms that banks and payment services write."""

import re
from datetime import date, datetime, time
from typing import Any

from property_ops.framework.importing.cells import day
from property_ops.framework.importing.problems import CellError
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import folded

# 13:29:35, 13.20.11.123456 (DB2), 132935, 13时29分35秒
_CLOCK = r"(\d{1,2})[:.时](\d{2})(?:[:.分](\d{2})秒?)?分?(?:[.,]\d+)?(?:\s*\+08:?00)?"
_HALF_DAY = re.compile(r"\s*(上午|下午|AM|PM)\s*", re.IGNORECASE)
_DAY_AND_TIME = re.compile(rf"(\d{{4}}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?|\d{{8}})(?:[-,\sT]*{_CLOCK})\Z")
_DIGITS = re.compile(r"(\d{8})[-,\sT]*(\d{2})(\d{2})(\d{2})(?:\d{3}|\d{6})?\Z")
_TIME = re.compile(rf"{_CLOCK}\Z")
_SIX_DIGITS = re.compile(r"(\d{1,2})(\d{2})(\d{2})\Z")  # 92011 was 092011 before Excel saved it
_SERIAL = re.compile(r"\d{5}\.\d{3,15}\Z")
_LAST_SECOND = time(23, 59, 59)
_NO_TIME = gettext_noop("This is no time of day.")
_WRITE_A_TIME = gettext_noop("Write it as 13:29:35.")

Moment = tuple[date, time | None]
PartOfMoment = tuple[date | None, time | None]


def moment(raw: Any) -> Moment:
    """2022-07-08 13:29:35, 20220705132011, 2022-07-05-13.20.11.123456, or a day alone. Raises CellError."""
    if isinstance(raw, datetime):
        return raw.date(), _to_the_second(raw.time())
    if isinstance(raw, float) and not raw.is_integer():
        return day(raw), _of_fraction(raw % 1)
    written = _digits(raw)
    if _SERIAL.match(written):
        return moment(float(written))
    match = _DAY_AND_TIME.match(written) or _DIGITS.match(written)
    if match:
        return day(match[1]), _clock(match[2], match[3], match[4])
    return day(raw), None


def moment_or_time(raw: Any) -> PartOfMoment:
    """What a column headed “time” holds: a time of day, or day and time. Raises CellError."""
    if isinstance(raw, float) and 0 <= raw < 1:
        return None, _of_fraction(raw)
    written = _digits(raw)
    match = _TIME.match(written) or _SIX_DIGITS.match(written.zfill(6) if isinstance(raw, (int, float)) else written)
    return (None, _clock(*match.groups())) if match else moment(raw)


def _digits(raw: Any) -> str:
    """Text as it is read; a number cell, in which Excel keeps 14 digits exactly, by its digits."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return str(int(raw)) if float(raw).is_integer() else ""
    return _of_24_hours(folded(raw)) if isinstance(raw, str) else ""


def _of_24_hours(written: str) -> str:
    """下午 1:20:11 and 1:20:11 PM as 13:20:11, as office programs save a time in their region's form."""
    half = _HALF_DAY.search(written)
    if half is None:
        return written
    plain = _HALF_DAY.sub(" ", written).strip()
    later = 12 if half[1].upper() in ("下午", "PM") else 0
    return re.sub(r"\d{1,2}(?=[:时]\d{2})", lambda hour: str(int(hour[0]) % 12 + later), plain, count=1)


def _clock(hour: str, minute: str, second: str | None) -> time:
    """24:00:00 is the end of the day, so still of this day."""
    if (int(hour), int(minute), int(second or 0)) == (24, 0, 0):
        return _LAST_SECOND
    try:
        return time(int(hour), int(minute), int(second or 0))
    except ValueError:
        raise CellError(_NO_TIME, _WRITE_A_TIME) from None


def _of_fraction(part: float) -> time | None:
    """Excel's part of a day; none at midnight, where a day has no time."""
    seconds = round(part * 86_400)
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60) if 0 < seconds < 86_400 else None


def _to_the_second(at: time) -> time | None:
    """None at midnight: a cell that holds a day has no time."""
    return at.replace(microsecond=0) if at > time.min else None
