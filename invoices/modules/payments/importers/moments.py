"""A day and a time of day in one cell, or either of them."""

import re
from datetime import date, datetime, time
from typing import Any

from property_ops.framework.importing.cells import day
from property_ops.framework.importing.problems import CellError
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import folded

_TIME = re.compile(r"(?:\A|[\sT日])(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\Z")

Moment = tuple[date, time | None]


def moment(raw: Any) -> Moment:
    """2022-07-08 13:29:35, 2022/7/8 13:29 or a day alone. Raises CellError."""
    if isinstance(raw, datetime):
        return raw.date(), raw.time().replace(microsecond=0)
    return day(raw), time_of_day(raw) if isinstance(raw, str) else None


def time_of_day(raw: Any) -> time | None:
    """The time that a text ends in; None without one. Raises CellError for one that there is not."""
    if isinstance(raw, (datetime, time)):
        return (raw.time() if isinstance(raw, datetime) else raw).replace(microsecond=0)
    match = _TIME.search(folded(str(raw)))
    if not match:
        return None
    try:
        return time(int(match[1]), int(match[2]), int(match[3] or 0))
    except ValueError:
        raise CellError(gettext_noop("This is no time of day."), gettext_noop("Write it as 13:29:35.")) from None
