"""Why no backup is made, restored or moved: each refusal raised by what it is there for, with nothing written."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock, patch

import psycopg
import pytest
from django.utils import timezone

from property_ops.framework.backups import databases, errors, moving
from property_ops.framework.backups.archive import DATABASE, new_archive
from property_ops.framework.backups.carrying import carry
from property_ops.framework.backups.databases import Database
from property_ops.framework.backups.ends import SQLiteEnd
from property_ops.framework.backups.making import fingerprint, make_backup
from property_ops.framework.backups.moving import move
from property_ops.framework.backups.restoring import restore
from property_ops.framework.environment import UNDER_WAY

pytestmark = pytest.mark.django_db
OTHERS = {"migrations": [], "keys": "inside", "key_fingerprint": fingerprint(b"theirs")}


def backup_of(folder: Path, **facts: Any) -> Path:
    path = folder / "backup.zip"
    with new_archive(path, made_at=timezone.localtime()) as archive:
        archive.add_bytes(DATABASE, b"rows")
        archive.close(OTHERS | facts)
    return path


def restored(folder: Path, *, key: Path | None = None, **facts: Any) -> None:
    restore(file=backup_of(folder, **facts), into=folder / "into", keys=key)


def over_another_key(folder: Path) -> None:
    key = folder / "keys.json"
    key.write_text('{"secret-key": "ours"}', encoding="utf-8")
    restored(folder, key=key, keys="apart")


def holding(folder: Path, name: str) -> None:
    (folder / "into").mkdir()
    (folder / "into" / name).touch()
    restored(folder)


def table(folder: Path, name: str, *columns: str) -> Any:
    path = folder / f"{name}-{len(columns)}.sqlite3"
    with closing(sqlite3.connect(path)) as made:
        made.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
    return SQLiteEnd(path)


def held_by_another() -> None:
    with patch.object(databases, "PostgreSQLEnd", side_effect=psycopg.errors.ObjectInUse):
        Database("postgresql://office@db/office").end(alone=True)


def with_a_step_that_fails(folder: Path) -> None:
    with patch.object(databases.sys, "executable", "false"):
        databases.make_tables(Database(f"sqlite:///{folder / 'new.sqlite3'}"), data=folder)


def with_another_verdict(folder: Path) -> None:
    with (
        patch.object(databases, "run", side_effect=["✓ 12 entries", "", "✓ 11 entries"]),
        patch.object(moving, "carry", return_value=[]),
        patch.object(moving, "connections"),
        patch.object(Database, "end", return_value=MagicMock()),
    ):
        move(to=Database(f"sqlite:///{folder / 'new.sqlite3'}"))


def written(path: Path) -> Path:
    path.write_bytes(b"no database at all, and longer than the head of one" * 40)
    return path


REFUSED: dict[str, tuple[type[Exception], Callable[[Path], Any]]] = {
    "a file is there": (errors.BackupIsThere, lambda at: make_backup(out=written(at / "a.zip"))),
    "the database is damaged": (
        errors.DatabaseDamaged, lambda at: databases.copy_of_file(written(at / "a.sqlite3"), at / "b.sqlite3"),
    ),
    "no backup": (errors.NotABackup, lambda at: restore(file=written(at / "a.zip"), into=at / "into")),
    "a list of another form": (errors.BackupDamaged, lambda at: restored(at, format=2)),
    "a newer program": (errors.BackupIsNewer, lambda at: restored(at, migrations=[["po_works", "9999_flying"]])),
    "the key is kept apart": (errors.KeyIsMissing, lambda at: restored(at, keys="apart")),
    "the key of another": (errors.WrongKey, over_another_key),
    "files where it is to go": (errors.NotEmpty, lambda at: holding(at, "letter.txt")),
    "broken off there before": (errors.HalfRestored, lambda at: holding(at, UNDER_WAY)),
    "somebody works": (errors.InUse, lambda at: held_by_another()),
    "onto itself": (errors.SamePlace, lambda at: move(to=databases.current())),
    "tables of nobody": (errors.UnknownTables, lambda at: carry(table(at, "old", "id"), table(at, "po", "id"))),
    "other columns": (errors.NotCarried, lambda at: carry(table(at, "po", "id"), table(at, "po", "id", "name"))),
    "a command that ends with an error": (errors.StepFailed, with_a_step_that_fails),
    "it verifies otherwise": (errors.VerifiedOtherwise, with_another_verdict),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_by_name(what, tmp_path):
    error, attempt = REFUSED[what]
    with pytest.raises(error) as told:
        attempt(tmp_path)
    assert "%" not in str(told.value), "every place of the sentence is filled in"
