"""Days and moments that SQLite hands over, read once."""

import sqlite3

import pytest
from django.utils.dateparse import parse_date, parse_datetime


@pytest.mark.parametrize("text", ["2022-06-30", "2024-02-29", "no day", "2022-6-3"])
def test_a_day_is_what_django_reads(text):
    assert _read("date", text) == _read("date", text) == parse_date(text)


@pytest.mark.parametrize("text", ["2022-07-01 01:00:00", "2022-07-01 01:00:00.000007", "2022-07-01"])
def test_a_moment_is_what_django_reads(text):
    assert _read("datetime", text) == _read("datetime", text) == parse_datetime(text)


def test_a_day_that_no_calendar_has_is_refused_each_time():
    for _ in range(2):
        with pytest.raises(ValueError, match="day is out of range"):
            _read("date", "2022-02-30")


def _read(kind, text):
    with sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES) as database:
        database.execute(f"CREATE TABLE seen (value {kind})")
        database.execute("INSERT INTO seen VALUES (?)", [text])
        return database.execute("SELECT value FROM seen").fetchone()[0]
