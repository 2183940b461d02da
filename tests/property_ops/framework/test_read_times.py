"""Days and moments that SQLite hands over, read once."""

import sqlite3
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils.dateparse import parse_date, parse_datetime

from property_ops.framework import read_times


@pytest.mark.parametrize("text", ["2022-06-30", "2024-02-29", "no day", "2022-6-3"])
def test_a_day_is_what_django_reads(text):
    assert _read("date", text) == _read("date", text) == parse_date(text)


@pytest.mark.parametrize("text", ["2022-07-01 01:00:00", "2022-07-01 01:00:00.000007", "2022-07-01"])
def test_a_moment_is_what_django_reads(text):
    """And what it makes of it: SQLite is told moments in UTC."""
    assert _read("datetime", text) == _read("datetime", text) == parse_datetime(text).replace(tzinfo=UTC)


def test_a_day_that_no_calendar_has_is_refused_each_time():
    for _ in range(2):
        with pytest.raises(ValueError, match="day is out of range"):
            _read("date", "2022-02-30")


def _read(kind, text):
    with sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES) as database:
        database.execute(f"CREATE TABLE seen (value {kind})")
        database.execute("INSERT INTO seen VALUES (?)", [text])
        return database.execute("SELECT value FROM seen").fetchone()[0]


def test_what_postgresql_hands_over_is_read_once_for_each_text_and_zone(monkeypatch):
    monkeypatch.setattr(read_times, "KEPT", 2)
    asked = []

    class Loader:
        timezone = UTC

        def load(self, text):
            asked.append(bytes(text))
            return datetime.fromisoformat(bytes(text).decode()).replace(tzinfo=self.timezone)

        load = read_times.remembering(load)

    class Elsewhere(Loader):
        timezone = ZoneInfo("Asia/Shanghai")

    for _ in range(2):
        assert Loader().load(memoryview(b"2022-07-01 01:00:00+00")) == datetime(2022, 7, 1, 1, tzinfo=UTC)
        assert Elsewhere().load(b"2022-07-01 01:00:00+00").tzinfo == Elsewhere.timezone
    assert len(asked) == 2
    Loader().load(b"2022-07-02 01:00:00+00")
    Loader().load(b"2022-07-01 01:00:00+00")
    assert len(asked) == 4


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a server's array of moments")
def test_a_moment_of_postgresql_is_what_was_stored(db):
    moments = [datetime(2022, 7, 1, 1, 0, 0, 7, tzinfo=UTC), datetime(1901, 1, 1, tzinfo=UTC)] * 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM unnest(%s::timestamptz[])", [moments])
        assert [row[0] for row in cursor.fetchall()] == moments
