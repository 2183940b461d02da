"""Databases hand days and moments over as text: one that many rows share is read once."""

import sqlite3
from collections.abc import Callable
from datetime import UTC
from functools import lru_cache
from typing import Any

from django.db import connection
from django.utils.dateparse import parse_date, parse_datetime

KEPT = 4096


def remember_days_and_moments() -> None:
    """Take the place of converters that read every value anew; what comes out is the same."""
    sqlite3.register_converter("date", _day)
    sqlite3.register_converter("datetime", _moment)
    if connection.vendor == "postgresql":
        from django.db.backends.postgresql.psycopg_any import BaseTzLoader

        BaseTzLoader.load = remembering(BaseTzLoader.load)


@lru_cache(maxsize=KEPT)
def _day(text: bytes) -> Any:
    return parse_date(text.decode())


@lru_cache(maxsize=KEPT)
def _moment(text: bytes) -> Any:
    """In UTC, as it was written: else Django says so of each."""
    read = parse_datetime(text.decode())
    return read.replace(tzinfo=UTC) if read and read.tzinfo is None else read


def remembering(read: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The same as psycopg's `read` of a loader, whose text says how far it is from UTC."""
    known: dict[tuple[Any, bytes], Any] = {}

    def load(loader: Any, text: Any) -> Any:
        key = loader.timezone, bytes(text)
        if key not in known:
            if len(known) >= KEPT:
                known.clear()
            known[key] = read(loader, text)
        return known[key]

    return load
