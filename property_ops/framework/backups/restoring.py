"""A backup put into an empty place: looked at before anything is written, and proven afterwards."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

from property_ops.framework.backups import databases
from property_ops.framework.backups.archive import DATABASE, FILES, Archive, opened
from property_ops.framework.backups.carrying import carry
from property_ops.framework.backups.databases import Database
from property_ops.framework.backups.errors import BackupIsNewer, HalfRestored, KeyIsMissing, NotEmpty, WrongKey
from property_ops.framework.backups.making import KEY, SEAL_KEY, fingerprint
from property_ops.framework.drafts import scratch_folder
from property_ops.framework.environment import UNDER_WAY

_KEYS = (KEY, SEAL_KEY)
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Restored:
    folder: Path
    database: Database
    files: int
    was_older: bool
    verified: str
    """What `verify` said of it."""


def restore(
    *,
    file: Path,
    into: Path,
    database: Database | None = None,
    keys: Path | None = None,
    progress: Progress | None = None,
) -> Restored:
    """The installation in the folder `into`, with its SQLite file there, or its rows in `database`; both empty so far.

    A backup of an older version is brought up to date. Raises NotABackup, BackupDamaged, BackupIsNewer, KeyIsMissing,
    WrongKey, NotEmpty, HalfRestored, StepFailed where `verify` finds a difference.
    """
    with opened(file) as archive:
        archive.check()
        found = _keys(archive, keys)
        _must_be_known(archive)
        into = into.resolve()
        own = Database(f"sqlite:///{into / databases.FILE}")
        target = database or own
        _must_be_empty(into, target)
        with _whole_or_empty(into), scratch_folder(into) as scratch:
            copy = Database(f"sqlite:///{scratch / DATABASE}")
            archive.extract(DATABASE, scratch / DATABASE)
            older = _is_older(archive)
            if older:
                databases.run("init", "--no-administrator", data=scratch, database=copy)
            if target is not own:
                _fill(target, copy, scratch, progress)
            files = _extract_files(archive, into, progress)
            for name, key in found.items():
                (into / name).write_bytes(key)
            if target is own:
                (scratch / DATABASE).replace(into / databases.FILE)
    return Restored(into, target, files, older, databases.run("verify", data=into, database=target))


@contextmanager
def _whole_or_empty(folder: Path) -> Iterator[None]:
    """Where the block does not come to its end, nothing is left in the folder; if the process is killed, the folder
    says so to all that would use it."""
    was_there = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        (folder / UNDER_WAY).touch()
        yield
        (folder / UNDER_WAY).unlink()
    except BaseException:
        for path in folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if not was_there:
            folder.rmdir()
        raise


def _keys(archive: Archive, keys: Path | None) -> dict[str, bytes]:
    if archive.facts["keys"] == "inside":
        return {name: archive.read(FILES + name) for name in _KEYS if FILES + name in archive.names}
    if keys is None:
        raise KeyIsMissing()
    try:
        written = json.loads(keys.read_text(encoding="utf-8"))
        found = {name: written[name].encode() for name in _KEYS if name in written}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise WrongKey(file=keys) from error
    if fingerprint(found.get(KEY, b"")) != archive.facts["key_fingerprint"]:
        raise WrongKey(file=keys)
    return found


def _must_be_known(archive: Archive) -> None:
    unknown = _migrations(archive) - _known()
    if unknown:
        raise BackupIsNewer(unknown=", ".join(sorted(f"{app} {name}" for app, name in unknown)[:5]))


def _is_older(archive: Archive) -> bool:
    return bool(_known() - _migrations(archive))


def _migrations(archive: Archive) -> set[tuple[str, str]]:
    return {(app, name) for app, name in archive.facts["migrations"]}


def _known() -> set[tuple[str, str]]:
    return set(MigrationLoader(None).disk_migrations)


def _must_be_empty(folder: Path, database: Database) -> None:
    if (folder / UNDER_WAY).exists():
        raise HalfRestored(folder=folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmpty(place=folder, holds=databases.HOLDS_FILES)
    database.must_be_empty()


def _fill(target: Database, copy: Database, scratch: Path, progress: Progress | None) -> None:
    databases.make_tables(target, data=scratch)
    with closing(copy.end()) as source, closing(target.end()) as end:
        carry(source, end, progress=progress)


def _extract_files(archive: Archive, into: Path, progress: Progress | None) -> int:
    names = [name for name in archive.names if name.startswith(FILES) and name.removeprefix(FILES) not in _KEYS]
    for done, name in enumerate(names):
        if progress:
            progress(done, len(names), name)
        archive.extract(name, into / name.removeprefix(FILES))
    return len(names)
