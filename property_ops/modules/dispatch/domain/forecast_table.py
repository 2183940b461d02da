"""Reading a forecast by hour as it is pasted from anywhere: one row an hour, under a row of headings.

    时间             降水   气温   风力
    2022-06-01 08:00  0     22.5   3级
    6月1日 9时        1.2   23     3-4级
    2022/6/1  10      小雨  23℃   5.2m/s

Columns are parted by tabs, commas, semicolons or spaces; day and hour may stand in columns of their own. A day without
a year is of the year given. What is not understood is refused with its line, and nothing is taken over.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import folded, squeezed
from property_ops.modules.dispatch.domain.slots import moment

HEADS = {
    "day": ("日期", "day", "date"),
    "hour": ("小时", "钟点", "hour"),
    "time": ("时间", "时刻", "预报时间", "datetime", "time"),
    "rain": ("降水", "降雨", "雨量", "降水量", "降雨量", "rain", "precipitation"),
    "temperature": ("气温", "温度", "temperature", "temp"),
    "wind": ("风力", "风速", "风级", "wind"),
}
RAIN_WORDS = {
    "小雨": "2.0",
    "阵雨": "2.0",
    "中雨": "8.0",
    "大雨": "15.0",
    "暴雨": "30.0",
    "雷阵雨": "5.0",
    "有雨": "1.0",
}
NO_RAIN_WORDS = ("无", "无雨", "晴", "多云", "阴", "无降水", "-", "0")
SILENT = ("", "—", "--", "/")
BEAUFORT = (3, 16, 34, 55, 80, 108, 139, 172, 208, 245, 285, 327, 370, 415, 462, 510, 561)
"""The wind in tenths of m/s from which force 1, 2, … begins (GB/T 28591)."""
MOST_HOURS = 24 * 31
HOTTEST, COLDEST, WETTEST, STRONGEST = Decimal(60), Decimal(-60), Decimal(500), 17

_DATE = re.compile(r"(?:(?P<y>\d{4})[-/.年])?(?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?")
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})")
_CLOCK = re.compile(r"(?P<h>\d{1,2})(?:[:时点](?:(?P<min>\d{1,2})(?::\d{1,2})?分?)?)?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_WIND = re.compile(r"(?:.{0,3}风)?[<≤>~\-\d.]+(?:级|m/s|米/秒)?(?:.{0,3}风)?")


class NotAForecast(BusinessError, ValueError):
    code = "not_a_forecast"
    message = gettext_noop(
        "No row of headings was found: it names the time (时间, or 日期 and 小时) and at least one of 降水, 气温, 风力."
    )


class NotAForecastLine(BusinessError, ValueError):
    code = "not_a_forecast_line"
    message = gettext_noop("Line %(line)s, %(column)s: “%(value)s” is not understood.")


class TooManyHours(BusinessError, ValueError):
    code = "too_many_hours"
    message = gettext_noop("A table holds at most %(most)s hours.")


@dataclass(frozen=True, slots=True)
class HourRead:
    """mm, °C, Beaufort; None where the table is silent."""

    hour: datetime
    rain: Decimal | None = None
    temperature: Decimal | None = None
    wind: int | None = None


def split(text: str) -> list[list[str]]:
    """The lines of a pasted table in columns. Spaces part columns only where nothing else does."""
    lines = text.splitlines()
    for mark in ("\t", ",", "，", ";", "；"):
        if any(mark in line for line in lines):
            return [[cell.strip() for cell in line.split(mark)] for line in lines]
    return _split_by_spaces(lines)


def _split_by_spaces(lines: Sequence[str]) -> list[list[str]]:
    """A line with one word more than the first has day and hour in one column."""
    words = [line.split() for line in lines]
    width = next((len(line) for line in words if line), 0)
    return [[" ".join(line[:2]), *line[2:]] if len(line) == width + 1 else line for line in words]


def read_forecast(rows: Sequence[Sequence[object]], *, year: int) -> list[HourRead]:
    """The hours of a table in order, each once (the last row wins).

    Raises NotAForecast, NotAForecastLine, TooManyHours.
    """
    heads, columns = _headings(rows)
    found: dict[datetime, HourRead] = {}
    for number, row in enumerate(rows[heads + 1 :], start=heads + 2):
        if any(str(cell or "").strip() for cell in row):
            read = _ForecastLine(number, row, columns, year).read()
            found[read.hour] = read
    if not found:
        raise NotAForecast
    if len(found) > MOST_HOURS:
        raise TooManyHours(most=MOST_HOURS)
    return [found[hour] for hour in sorted(found)]


def _headings(rows: Sequence[Sequence[object]]) -> tuple[int, dict[str, int]]:
    for number, row in enumerate(rows):
        columns = dict(_named(row))
        tells = columns.keys() & {"rain", "temperature", "wind"}
        if tells and ("time" in columns or {"day", "hour"} <= columns.keys()):
            return number, columns
    raise NotAForecast


def _named(row: Sequence[object]) -> Iterator[tuple[str, int]]:
    taken: set[str] = set()
    for index, cell in enumerate(row):
        head = re.sub(r"[(\[].*", "", squeezed(str(cell or ""))).lower()
        for name, words in HEADS.items():
            if name not in taken and head in words:
                taken.add(name)
                yield name, index


@dataclass(frozen=True, slots=True)
class _ForecastLine:
    number: int
    row: Sequence[object]
    columns: dict[str, int]
    year: int

    def read(self) -> HourRead:
        return HourRead(self._hour(), self._rain(), self._temperature(), self._wind())

    def _cell(self, name: str) -> object:
        index = self.columns.get(name)
        return self.row[index] if index is not None and index < len(self.row) else ""

    def _text(self, name: str) -> str:
        return squeezed(str(self._cell(name) if self._cell(name) is not None else ""))

    def _wrong(self, name: str) -> NotAForecastLine:
        return NotAForecastLine(line=self.number, column=HEADS[name][0], value=str(self._cell(name))[:40])

    def _hour(self) -> datetime:
        name = "time" if "time" in self.columns else "day"
        cell = self._cell(name)
        if isinstance(cell, datetime):
            day, clock = cell.date(), cell.time()
            return self._full(day, clock.hour, 0, name) if "hour" not in self.columns else self._with_hour(day)
        if isinstance(cell, date):
            return self._with_hour(cell)
        text = folded(str(cell)).strip().replace("T", " ")
        match = _DATE.match(text) or _COMPACT.match(text)
        if not match:
            raise self._wrong(name)
        day = self._day(match, name)
        rest = text[match.end() :].strip()
        return self._clock(day, rest, name) if rest else self._with_hour(day)

    def _with_hour(self, day: date) -> datetime:
        if "hour" not in self.columns:
            raise self._wrong("time")
        cell = self._cell("hour")
        if isinstance(cell, time):
            return self._full(day, cell.hour, cell.minute, "hour")
        return self._clock(day, re.sub(r"\.0$", "", self._text("hour")), "hour")

    def _clock(self, day: date, text: str, name: str) -> datetime:
        match = _CLOCK.fullmatch(text)
        if not match:
            raise self._wrong(name)
        return self._full(day, int(match["h"]), int(match["min"] or 0), name)

    def _full(self, day: date, hour: int, minute: int, name: str) -> datetime:
        """The full hour; 24 is midnight of the next day."""
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            raise self._wrong(name)
        return moment(day) + timedelta(hours=hour)

    def _day(self, match: re.Match[str], name: str) -> date:
        try:
            return date(int(match["y"] or self.year), int(match["m"]), int(match["d"]))
        except ValueError:
            raise self._wrong(name) from None

    def _rain(self) -> Decimal | None:
        text = self._text("rain").removesuffix("毫米").removesuffix("mm")
        if text in NO_RAIN_WORDS:
            return Decimal(0)
        return self._measured("rain", RAIN_WORDS.get(text, text), Decimal(0), WETTEST)

    def _temperature(self) -> Decimal | None:
        text = re.sub(r"(°C|°c|℃|度)$", "", self._text("temperature"))
        return self._measured("temperature", text, COLDEST, HOTTEST)

    def _wind(self) -> int | None:
        """The stronger of a range; metres a second where the cell says so."""
        text = self._text("wind")
        if text in SILENT:
            return None
        numbers = _NUMBER.findall(text)
        if not numbers or not _WIND.fullmatch(text):
            raise self._wrong("wind")
        strongest = max(abs(Decimal(number)) for number in numbers)
        force = _force(strongest) if "m/s" in text or "米/秒" in text else int(strongest)
        if force > STRONGEST:
            raise self._wrong("wind")
        return force

    def _measured(self, name: str, text: str, least: Decimal, most: Decimal) -> Decimal | None:
        """With one decimal; None where the cell is silent."""
        if text in SILENT or (name == "rain" and name not in self.columns):
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise self._wrong(name) from None
        if not number.is_finite() or not least <= number <= most:
            raise self._wrong(name)
        return number.quantize(Decimal("0.1"))


def _force(metres_a_second: Decimal) -> int:
    return sum(metres_a_second * 10 >= tenths for tenths in BEAUFORT)
