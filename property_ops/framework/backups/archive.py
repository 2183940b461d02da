"""The one file of a backup: a zip with everything in it, and a list of what with sizes and SHA-256.

    database.sqlite3   the database, whichever it came from, as one SQLite file
    data/…             the data folder: pictures, papers, uploads, the secret key
    manifest.json      what is in the file

Any zip program and any SQLite reads it, without this one.
"""

import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any

from property_ops.framework.backups.errors import BackupDamaged, NotABackup
from property_ops.framework.drafts import arriving
from property_ops.kernel.text import gettext_noop

DATABASE, FILES, MANIFEST = "database.sqlite3", "data/", "manifest.json"
FORMAT = 1
_CHUNK = 1024 * 1024
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises for a damaged file, by where the damage is."""
_PACKED_ALREADY = {".jpg", ".jpeg", ".png", ".zip", ".xlsx", ".pdf", ".gz"}


@dataclass
class ArchiveWriter:
    """Takes members one after the other; each is read once, and counted as it was read."""

    made_at: datetime
    _zip: zipfile.ZipFile
    _members: list[dict[str, Any]] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [member["name"] for member in self._members]

    def add(self, name: str, path: Path) -> None:
        """Raises FileNotFoundError for a file that is gone meanwhile; then there is no member."""
        with path.open("rb") as source:
            self._add(name, source)

    def add_bytes(self, name: str, content: bytes) -> None:
        self._add(name, BytesIO(content))

    def close(self, facts: Mapping[str, Any]) -> None:
        """Writes the list; `facts` stand beside it."""
        manifest = {"format": FORMAT, "made_at": self.made_at.isoformat(), **facts, "members": self._members}
        self._zip.writestr(self._info(MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=1))

    def _add(self, name: str, source: IO[bytes]) -> None:
        digest, size = hashlib.sha256(), 0
        with self._zip.open(self._info(name), "w", force_zip64=True) as member:
            while chunk := source.read(_CHUNK):
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self._members.append({"name": name, "size": size, "sha256": digest.hexdigest()})

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, max(self.made_at.timetuple()[:6], (1980, 1, 1, 0, 0, 0)))
        info.external_attr = 0o600 << 16
        packed = PurePosixPath(name).suffix.lower() in _PACKED_ALREADY
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        return info


@contextmanager
def new_archive(path: Path, *, made_at: datetime) -> Iterator[ArchiveWriter]:
    """An archive that is there under its name, and on the disk, when the block has ended; else not at all."""
    with arriving(path, durable=True) as draft:
        with zipfile.ZipFile(draft, "w", compresslevel=6) as file:
            yield ArchiveWriter(made_at, file)
        with opened(draft) as written:
            written.check()


@dataclass
class Archive:
    """A backup that is read. Raises NotABackup, BackupDamaged."""

    path: Path
    facts: Mapping[str, Any]
    _zip: zipfile.ZipFile

    @property
    def names(self) -> list[str]:
        return [member["name"] for member in self.facts["members"]]

    def check(self) -> None:
        """Every member is there with the content it was stored with, and nothing else is."""
        stored = set(self._zip.namelist()) - {MANIFEST}
        for odd in stored.symmetric_difference(self.names):
            raise BackupDamaged(file=self.path.name, member=odd)
        for member in self.facts["members"]:
            digest = hashlib.sha256()
            for chunk in self._chunks(member["name"]):
                digest.update(chunk)
            if digest.hexdigest() != member["sha256"]:
                raise BackupDamaged(file=self.path.name, member=member["name"])

    def read(self, name: str) -> bytes:
        return b"".join(self._chunks(name))

    def extract(self, name: str, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            for chunk in self._chunks(name):
                file.write(chunk)

    def _chunks(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(name) as member:
                while chunk := member.read(_CHUNK):
                    yield chunk
        except _UNREADABLE as error:
            raise BackupDamaged(file=self.path.name, member=name) from error


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Raises NotABackup, BackupDamaged."""
    try:
        file = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise NotABackup(file=path, reason=gettext_noop("there is no such file")) from error
    except _UNREADABLE as error:
        raise NotABackup(file=path, reason=gettext_noop("it cannot be read, or its end is missing")) from error
    with file:
        if MANIFEST not in file.namelist():
            raise NotABackup(file=path, reason=gettext_noop("it has no list of what is in it"))
        archive = Archive(path, {"members": []}, file)
        archive.facts = _manifest(path, archive.read(MANIFEST))
        yield archive


def _manifest(path: Path, written: bytes) -> Mapping[str, Any]:
    try:
        facts = json.loads(written)
        names = [member["name"] for member in facts["members"]]
        complete = facts["format"] == FORMAT and DATABASE in names
    except (ValueError, KeyError, TypeError) as error:
        raise BackupDamaged(file=path.name, member=MANIFEST) from error
    if not complete or not all(map(_stays_inside, names)) or len(set(names)) != len(names):
        raise BackupDamaged(file=path.name, member=MANIFEST)
    return dict(facts)


def _stays_inside(name: str) -> bool:
    """No member may be written anywhere but into the folder it is restored to."""
    parts = name.split("/")
    inside = all(part not in ("", ".", "..") and "\\" not in part and "\0" not in part for part in parts)
    return inside and (name == DATABASE or (name.startswith(FILES) and len(parts) > 1))
