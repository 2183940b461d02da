"""Days and months, in all the forms an office writes them."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from property_ops.framework.importing.problems import CellError
from property_ops.kernel.period import Month
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import folded, han_number, squeezed

FIRST_YEAR, LAST_YEAR = 1950, 2100
EXCEL_DAY_ZERO = date(1899, 12, 30)
FIRST_SERIAL = (date(FIRST_YEAR, 1, 1) - EXCEL_DAY_ZERO).days
LAST_SERIAL = (date(LAST_YEAR, 12, 31) - EXCEL_DAY_ZERO).days
_MILLISECONDS = 24 * 60 * 60 * 1000  # of a day
NO_END = {"长期", "永久", "无", "空", "至今", "长期有效", "无固定期限", "无期限", "不限", "-", "--", "/", "长租"}

_TIME = re.compile(r"[T ,]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*$")
_WEEKDAY = re.compile(r"[,\s(]*(?:星期|周|礼拜)[一二三四五六日天][)\s]*")
_DAY = re.compile(r"(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})[日号]?\Z")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_HAN_DAY = re.compile(
    r"([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?\Z"
)
_SERIAL = re.compile(r"\d{5}(\.\d{1,15})?\Z")
_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月?份?)\Z")
_COMPACT_MONTH = re.compile(r"(\d{4})(\d{2})\Z")

_NOT_A_DAY = gettext_noop("This is not a date.")
_NO_SUCH_DAY = gettext_noop("There is no such day in the calendar.")
_YEAR_OUTSIDE = gettext_noop("The year lies outside 1950–2100.")
_WRITE_A_DAY = gettext_noop("Write the date as 2022-01-31.")
_NOT_A_MONTH = gettext_noop("This is not a month.")
_WRITE_A_MONTH = gettext_noop("Write the month as 2022-01.")
_JANUARY_OR_OCTOBER = gettext_noop("As a number, 2022.1 may mean January or October: Excel drops the last zero.")


def day(raw: Any) -> date:
    """A day, from a date cell, Excel's number of a day, or text such as 2022年1月31日 星期一, 2022.1.31, 20220131."""
    if isinstance(raw, datetime):
        return _in_range(raw.date())
    if isinstance(raw, date):
        return _in_range(raw)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _day_of_number(float(raw))
    if isinstance(raw, str):
        return _day_of_text(raw)
    raise CellError(_NOT_A_DAY, _WRITE_A_DAY)


def last_day(raw: Any) -> date | None:
    """The last day that still counts; None for 长期, 永久 and the like (docs/product.md rule 2)."""
    if isinstance(raw, str) and squeezed(raw) in NO_END:
        return None
    return day(raw)


def month(raw: Any) -> Month:
    """A month, from 2022年1月, 2022-01, 2022/1, 202201, 2022.1, or any day in it."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _month_of_number(float(raw))
    if isinstance(raw, str):
        found = _month_of_text(squeezed(raw))
        if found:
            return found
    try:
        return Month.of(day(raw))
    except CellError as error:
        message = _NOT_A_MONTH if error.message == _NOT_A_DAY else error.message
        raise CellError(message, _WRITE_A_MONTH) from None


def _day_of_number(number: float) -> date:
    """To the millisecond, as Excel shows it: 44746.99999999999 is the midnight with which day 44747 begins."""
    if number != number or number in (float("inf"), float("-inf")):
        raise CellError(_NOT_A_DAY, _WRITE_A_DAY)
    if FIRST_SERIAL <= number < LAST_SERIAL + 1:
        return _in_range(EXCEL_DAY_ZERO + timedelta(days=round(number * _MILLISECONDS) // _MILLISECONDS))
    if number.is_integer() and len(str(int(number))) == 8:
        return _day_of_text(str(int(number)))
    raise CellError(_NOT_A_DAY, _WRITE_A_DAY)


def _day_of_text(raw: str) -> date:
    written = squeezed(_TIME.sub("", _WEEKDAY.sub(" ", folded(raw))))
    match = _DAY.match(written)
    if match:
        return _calendar_day(match[1], match[3], match[5])
    match = _COMPACT_DAY.match(written)
    if match:
        return _calendar_day(*match.groups())
    if _SERIAL.match(written):
        return _day_of_number(float(written))
    match = _HAN_DAY.match(written)
    if match and match[3]:
        return _calendar_day(*(han_number(part) or 0 for part in match.groups()))
    raise CellError(_NOT_A_DAY, _WRITE_A_DAY)


def _calendar_day(year: str | int, month: str | int, day: str | int) -> date:
    try:
        return _in_range(date(int(year), int(month), int(day)))
    except ValueError:
        raise CellError(_NO_SUCH_DAY, _WRITE_A_DAY) from None


def _in_range(found: date) -> date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise CellError(_YEAR_OUTSIDE, _WRITE_A_DAY)
    return found


def _month_of_number(number: float) -> Month:
    if FIRST_SERIAL <= number < LAST_SERIAL + 1:
        return Month.of(_day_of_number(number))
    digits = format(number, ".15g")
    if digits.endswith(".1"):
        raise CellError(_JANUARY_OR_OCTOBER, _WRITE_A_MONTH)
    found = _month_of_text(digits)
    if found:
        return found
    return Month.of(_day_of_number(number)) if len(digits) == 8 else _refuse_month()


def _month_of_text(written: str) -> Month | None:
    match = _MONTH.match(written)
    if match:
        return _calendar_month(match[1], match[2] or match[3])
    match = _COMPACT_MONTH.match(written)
    if match:
        return _calendar_month(*match.groups())
    match = _HAN_DAY.match(written)
    if match and not match[3]:
        return _calendar_month(han_number(match[1]) or 0, han_number(match[2]) or 0)
    return None


def _calendar_month(year: str | int, number: str | int) -> Month:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise CellError(_YEAR_OUTSIDE, _WRITE_A_MONTH)
    if not 1 <= int(number) <= 12:
        _refuse_month()
    return Month(int(year), int(number))


def _refuse_month() -> Month:
    raise CellError(_NOT_A_MONTH, _WRITE_A_MONTH)
