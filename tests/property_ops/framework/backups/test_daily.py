"""When a backup is due, how many are kept, and who is told when the last one was."""

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from property_ops.framework.backups import daily
from property_ops.framework.backups.making import MadeBackup
from tests.visitors import ADMINISTRATOR, visitor

on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="a test's transaction is seen by its own session alone"
)

NIGHT = datetime(2022, 6, 2, 2, 31, tzinfo=timezone.get_fixed_timezone(480))


@pytest.fixture
def folder(settings, tmp_path, monkeypatch) -> Path:
    """Backups are made as empty files."""
    settings.BACKUPS, settings.BACKUPS_KEPT = str(tmp_path / "backups"), 3

    def make(*, out, progress=None, **others):
        path = out / daily_name(now[0])
        zipfile.ZipFile(path, "w").close()
        return MadeBackup(path, 0, 0, 0)

    now = [NIGHT]
    monkeypatch.setattr(daily, "make_backup", make)
    settings.NOW = now
    return tmp_path / "backups"


def daily_name(at: datetime) -> str:
    return f"property-ops-{timezone.localtime(at):%Y%m%d-%H%M%S}.zip"


def at(settings, when: datetime) -> MadeBackup | None:
    settings.NOW[0] = when
    return daily.make_daily(now=when)


@on_sqlite
def test_one_a_day_is_made_at_half_past_two_or_as_soon_as_it_can_be(folder, settings):
    assert at(settings, NIGHT) is not None
    assert at(settings, NIGHT + timedelta(hours=1)) is None
    assert at(settings, NIGHT + timedelta(hours=23)) is None
    assert at(settings, NIGHT + timedelta(days=1)) is not None
    assert at(settings, NIGHT + timedelta(days=3, hours=9)) is not None
    assert len(list(folder.iterdir())) == 3


@on_sqlite
def test_the_newest_are_kept_and_nothing_else_is_touched(folder, settings):
    for day in range(6):
        at(settings, NIGHT + timedelta(days=day))
        (folder / "somebody's.zip").touch()
    kept = {daily_name(NIGHT + timedelta(days=day)) for day in (3, 4, 5)}
    assert {path.name for path in folder.iterdir()} == kept | {"somebody's.zip"}


@on_sqlite
def test_a_clock_that_jumps_throws_nothing_away(folder, settings):
    for day in (0, 1, 5000):
        at(settings, NIGHT + timedelta(days=day))
    assert len(list(folder.iterdir())) == 3


@on_sqlite
def test_a_backup_that_fails_costs_none_of_those_there(folder, settings, monkeypatch):
    for day in range(3):
        at(settings, NIGHT + timedelta(days=day))
    there = sorted(folder.iterdir())

    def fail(**options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(daily, "make_backup", fail)
    with pytest.raises(OSError, match="No space"):
        at(settings, NIGHT + timedelta(days=3))
    assert sorted(folder.iterdir()) == there


@on_sqlite
@pytest.mark.django_db
def test_the_administrator_and_the_monitor_are_told_how_old_the_last_one_is(folder, settings):
    def told() -> tuple[str, str, object]:
        answer = Client().get("/healthz")
        assert answer.status_code == 200
        said = answer.json()
        return said["status"], said["backup"], said["backup_age_hours"]

    boss = visitor(ADMINISTRATOR)
    assert told() == ("attention", "late", None)
    assert "No backup was made yet" in boss.text("/")
    at(settings, datetime.now(UTC) - timedelta(hours=40))
    assert told() == ("attention", "late", 40.0)
    assert "1 day, 16 hours ago" in boss.text("/").replace("\xa0", " ")
    assert "That is too long" in boss.text("/")
    at(settings, datetime.now(UTC))
    assert told() == ("ok", "ok", 0.0)
    assert "2 are kept in" in boss.text("/")
    assert "are kept in" not in visitor("manager").text("/")


@pytest.mark.django_db
def test_who_set_no_folder_is_told_so(settings):
    settings.BACKUPS = ""
    assert daily.backups() is None
    assert daily.make_daily(now=NIGHT) is None
    assert "PROPERTY_OPS_BACKUPS" in visitor(ADMINISTRATOR).text("/")
