"""Who asks how often is counted once for all web processes."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from property_ops.framework import shared_counts
from property_ops.framework.shared_counts import SharedCounts

COUNT_TEN = """
import sys
from pathlib import Path
from django.conf import settings
settings.configure(DATA=Path(sys.argv[1]), DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3"}})
from property_ops.framework.shared_counts import SharedCounts
counts = SharedCounts("", {})
print([counts.incr("api/7") for _ in range(10)][-1])
"""


@pytest.fixture
def counts(settings, tmp_path, db) -> SharedCounts:
    settings.DATA = tmp_path
    made = SharedCounts("of this test", {})
    made.clear()
    return made


def test_it_counts_while_its_time_lasts_and_begins_anew_after_it(counts, monkeypatch):
    assert counts.add("a", 1, timeout=60)
    assert not counts.add("a", 1, timeout=60)
    assert (counts.incr("a"), counts.incr("a"), counts.get("a"), counts.get("b", 0)) == (2, 3, 3, 0)
    with pytest.raises(ValueError):
        counts.incr("b")
    now = shared_counts.time.time()
    monkeypatch.setattr(shared_counts.time, "time", lambda: now + 61)
    assert counts.get("a", 0) == 0
    assert counts.add("a", 1, timeout=60)
    assert counts.get("a") == 1


def test_what_ran_out_is_swept_away(counts, monkeypatch):
    counts.add("past", 1, timeout=-1)
    monkeypatch.setattr(shared_counts.random, "randrange", lambda _: 0)
    counts.add("new", 1, timeout=60)
    counts.add("past", 1, timeout=60)
    assert counts._said(f"SELECT COUNT(*) FROM {shared_counts.TABLE}", []) == [(2,)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the file is there for SQLite alone")
class TestInAFile:
    def test_no_count_of_several_processes_and_threads_is_lost(self, counts, tmp_path):
        counts.add("api/7", 0, timeout=600)
        other = [sys.executable, "-c", COUNT_TEN, str(tmp_path)]
        with subprocess.Popen(other, stdout=subprocess.PIPE, text=True) as process:
            with ThreadPoolExecutor(4) as pool:
                mine = list(pool.map(lambda _: counts.incr("api/7"), range(40)))
            said = int(process.communicate()[0])
        assert counts.get("api/7") == 50
        assert max(said, *mine) == 50
        assert len(set(mine)) == 40

    def test_a_file_that_cannot_be_written_leaves_each_process_to_itself(self, counts, tmp_path):
        (tmp_path / "counts.sqlite3").unlink()
        counts._mine.__dict__.clear()
        (tmp_path / "counts.sqlite3").mkdir()
        assert counts.add("a", 1, timeout=60)
        assert (counts.incr("a"), counts.get("a")) == (2, 2)
        with pytest.raises(sqlite3.Error):
            counts._file()
