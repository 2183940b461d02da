"""SQLite hands days and moments over as text: one that many rows share is read once."""

import sqlite3
from functools import lru_cache
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime

KEPT = 4096


def remember_days_and_moments() -> None:
    """Take the place of Django's converters, which read every value anew; what comes out is the same."""
    sqlite3.register_converter("date", _day)
    sqlite3.register_converter("datetime", _moment)


@lru_cache(maxsize=KEPT)
def _day(text: bytes) -> Any:
    return parse_date(text.decode())


@lru_cache(maxsize=KEPT)
def _moment(text: bytes) -> Any:
    return parse_datetime(text.decode())
