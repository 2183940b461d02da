"""A backup where the work is shared over Redis: the rows go through an SQLite file all the same."""

from pathlib import Path

import pytest

from property_ops.framework.backups.databases import Database, run


def test_what_is_done_with_another_database_knows_nothing_of_this_ones_redis(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROPERTY_OPS_TASKS", "redis")
    copy = Database(f"sqlite:///{tmp_path / 'copy.sqlite3'}")
    assert "no issues" in run("django", "check", data=tmp_path, database=copy)
