"""A backup: everything that belongs to the installation in one file, while the site goes on.

The database is copied first and the files after it. A picture is written before the row that names it and is never
changed or deleted, so every picture that the copy names is there to be read afterwards; one that came later is in the
file and nothing names it, which does no harm.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.backups import databases
from property_ops.framework.backups.archive import DATABASE, FILES, ArchiveWriter, new_archive
from property_ops.framework.backups.carrying import carry
from property_ops.framework.backups.errors import BackupIsThere
from property_ops.framework.drafts import arriving, scratch_folder
from property_ops.framework.models import User
from property_ops.framework.serving.site import check_set_up
from property_ops.framework.serving.supervising import LOG as WORKER_LOG
from property_ops.framework.shared_counts import COUNTS

KEY, SEAL_KEY = "secret-key", "seal-key.pem"
"""Files in the data folder without which what was signed cannot be told from what was not."""
NAME = "property-ops-{:%Y%m%d-%H%M%S}.zip"
_NOT_KEPT = {"static", WORKER_LOG, "serving.json", COUNTS}
"""What is made anew by itself, in the data folder."""
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class MadeBackup:
    path: Path
    files: int
    size: int
    missing_pictures: int
    """Pictures that the database names and the data folder does not hold."""


def make_backup(
    *, out: Path, keys_apart: Path | None = None, by: User | None = None, progress: Progress | None = None
) -> MadeBackup:
    """`out` is the file, or a folder in which it is named by the time; it is there once it is whole and on the disk.

    `keys_apart`: the keys go into this file and not into the backup. Raises BackupIsThere, DatabaseDamaged.
    """
    now = timezone.localtime()
    path = out / NAME.format(now) if out.is_dir() or not out.suffix else out
    for wanted in filter(None, (path, keys_apart)):
        wanted.parent.mkdir(parents=True, exist_ok=True)
        if wanted.exists():
            raise BackupIsThere(file=wanted)
    with scratch_folder(path.parent) as scratch:
        copy = scratch / DATABASE
        _copy_database(copy, scratch, progress)
        with new_archive(path, made_at=now) as archive:
            archive.add(DATABASE, copy)
            _add_files(archive, leave_out={path.parent.resolve()}, progress=progress)
            for name, key in () if keys_apart else _keys().items():
                archive.add_bytes(FILES + name, key)
            archive.close(_facts(copy, keys_inside=not keys_apart))
            missing = _pictures_named(copy) - {Path(name).name.partition(".")[0] for name in archive.names}
        if keys_apart:
            with arriving(keys_apart, durable=True) as draft:
                draft.write_text(json.dumps({name: key.decode() for name, key in _keys().items()}), encoding="utf-8")
    made = MadeBackup(path, len(archive.names), path.stat().st_size, len(missing))
    audit.record(by=by, action="backup.made", subject=path.name, files=made.files, bytes=made.size)
    return made


def fingerprint(key: bytes) -> str:
    """Tells whether a key is the one, and nothing of what it is."""
    return hashlib.sha256(b"property-ops backup key\n" + key.strip()).hexdigest()[:8]


def _key() -> bytes:
    return str(settings.SECRET_KEY).encode()


def _keys() -> dict[str, bytes]:
    """The secret key, wherever it comes from, and the key of the seals unless the operator keeps it elsewhere."""
    seal = Path(settings.DATA) / SEAL_KEY
    return {KEY: _key()} | ({SEAL_KEY: seal.read_bytes()} if seal.is_file() else {})


def _copy_database(copy: Path, scratch: Path, progress: Progress | None) -> None:
    database = databases.current()
    if database.path:
        databases.copy_of_file(database.path, copy)
        return
    check_set_up()
    target = databases.Database(f"sqlite:///{copy}")
    databases.make_tables(target, data=scratch)
    with closing(database.end()) as source, closing(target.end()) as file:
        carry(source, file, progress=progress)


def _add_files(archive: ArchiveWriter, *, leave_out: set[Path], progress: Progress | None) -> None:
    root = Path(settings.DATA)
    if settings.BACKUPS:
        leave_out = {*leave_out, Path(settings.BACKUPS).resolve()}
    paths = sorted(_files(root, leave_out))
    for done, path in enumerate(paths):
        if progress:
            progress(done, len(paths), path.name)
        try:
            archive.add(FILES + path.relative_to(root).as_posix(), path)
        except FileNotFoundError:
            continue  # an upload that was confirmed meanwhile, a paper that was made anew


def _files(root: Path, leave_out: set[Path]) -> Iterator[Path]:
    database = databases.current().path
    for folder, names, files in os.walk(root, followlinks=True):
        here = Path(folder)
        at_top = here == root
        names[:] = [
            name
            for name in names
            if not _is_passing(name) and not (at_top and name in _NOT_KEPT) and (here / name).resolve() not in leave_out
        ]
        for name in files:
            path = here / name
            of_database = database is not None and path.resolve().name.startswith(database.name)
            if (
                not (_is_passing(name) or of_database or (at_top and name in {*_NOT_KEPT, KEY, SEAL_KEY}))
                and path.is_file()
            ):
                yield path


def _is_passing(name: str) -> bool:
    """Drafts and locks."""
    return name.startswith(".") and name.endswith((".part", ".lock"))


def _facts(copy: Path, *, keys_inside: bool) -> dict[str, object]:
    return {
        "program": version("property-ops"),
        "database": databases.current().vendor,
        "migrations": sorted(databases.migrations_in(copy)),
        "keys": "inside" if keys_inside else "apart",
        "key_fingerprint": fingerprint(_key()),
    }


def _pictures_named(copy: Path) -> set[str]:
    with databases.reading(copy) as connection:
        return {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM po_framework_storedpicture")}


def named_at(path: Path) -> datetime | None:
    """When a backup with a name of ours was made, by its name."""
    try:
        made = datetime.strptime(path.name, "property-ops-%Y%m%d-%H%M%S.zip")  # noqa: DTZ007  # local, as it is named
    except ValueError:
        return None
    return timezone.make_aware(made)
