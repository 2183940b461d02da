"""Work that nobody asks for is asked for when it is due, once on all hosts, and again if it is due still."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection

from property_ops.framework import timed
from property_ops.framework.models import TimedAsk
from property_ops.framework.timed import TimedTask, ask_for_what_is_due, last_time_of

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="there each host has a session of its own")

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 7, 1, 12, 0, tzinfo=UTC)


class Task:
    def __init__(self) -> None:
        self.asked = 0

    def enqueue(self) -> None:
        self.asked += 1


@on_sqlite
def test_what_is_due_is_asked_for_and_one_that_fails_keeps_no_other_from_it(monkeypatch):
    def broken(now: datetime) -> bool:
        raise OSError(5, "no disk")

    due, not_due = Task(), Task()
    tasks = [
        TimedTask("broken", broken, Task()),
        TimedTask("due", lambda now: True, due, again=timedelta(minutes=10)),
        TimedTask("not due", lambda now: False, not_due),
    ]
    monkeypatch.setattr(timed, "plugged_into", lambda slot: tasks)
    for minutes in (0, 1, 9, 10, 11):
        ask_for_what_is_due(NOW + timedelta(minutes=minutes))
    assert (due.asked, not_due.asked) == (2, 0)


@on_sqlite
def test_of_two_hosts_one_asks_and_a_clock_that_is_a_little_behind_does_not_ask_again(monkeypatch):
    due = Task()
    monkeypatch.setattr(timed, "plugged_into", lambda slot: [TimedTask("due", lambda now: True, due)])
    ask_for_what_is_due(NOW)
    ask_for_what_is_due(NOW - timedelta(seconds=20))
    ask_for_what_is_due(NOW + timedelta(seconds=20))
    assert due.asked == 1
    TimedAsk.objects.update(asked_at=NOW + timedelta(days=300))
    ask_for_what_is_due(NOW)
    assert due.asked == 2


def test_the_last_time_of_the_clock_is_today_or_yesterday():
    assert last_time_of(time(20, 0), NOW).isoformat() == "2022-07-01T20:00:00+08:00"
    assert last_time_of(time(20, 1), NOW).isoformat() == "2022-06-30T20:01:00+08:00"
