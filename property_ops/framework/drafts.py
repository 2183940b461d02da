"""Files that get their names when they are whole, and what interrupted runs left of others.

A draft is `.<name>.<thread>.<host>-<process>.part` beside the file that it becomes. One whose process is gone is swept
away by the next that writes into the folder, and all in the data folder when the site starts.
"""

import os
import re
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

_HOST = re.sub(r"\W+", "", socket.gethostname()) or "host"
_DRAFT = re.compile(r"\..*\.(?:(?P<host>\w+)-)?(?P<process>\d+)\.part")
_DAY = 24 * 3600


def draft_of(path: Path) -> Path:
    """Where this thread writes what shall become `path`."""
    return path.with_name(f".{path.name}.{threading.get_native_id()}.{_HOST}-{os.getpid()}.part")


def is_draft(name: str) -> bool:
    return _DRAFT.fullmatch(Path(name).name) is not None


@contextmanager
def arriving(path: Path, *, durable: bool = False) -> Iterator[Path]:
    """The draft, for the block to write; then it takes the name, and a file that was there before stays until then.

    `durable`: when the block has ended, no power failure takes it back.
    """
    draft = draft_of(path)
    try:
        yield draft
        if durable:
            to_the_disk(draft)
        draft.replace(path)
        if durable:
            to_the_disk(path.parent)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def arriving_file(path: Path, mode: str = "wb", *, durable: bool = False, **how: Any) -> Iterator[IO[Any]]:
    """As `arriving`, opened."""
    with arriving(path, durable=durable) as draft, draft.open(mode, **how) as file:
        yield file


@contextmanager
def scratch_folder(parent: Path) -> Iterator[Path]:
    """A folder in `parent` that goes away with the block."""
    sweep(parent)
    with tempfile.TemporaryDirectory(dir=parent, prefix=".scratch-", suffix=f".{_HOST}-{os.getpid()}.part") as folder:
        yield Path(folder)


def sweep(folder: Path) -> None:
    """Away with the drafts in `folder` whose process is gone."""
    for path in folder.glob(".*.part"):
        if _is_stale(path):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def sweep_all(root: Path) -> None:
    """The same in `root` and all folders below."""
    for folder, names, _ in os.walk(root):
        names[:] = [name for name in names if not name.endswith(".part")]
        sweep(Path(folder))


def _is_stale(path: Path) -> bool:
    """Its process runs no more; what another machine writes into a shared folder is given a day."""
    found = _DRAFT.fullmatch(path.name)
    if found is None:
        return False
    if found["host"] in (None, _HOST):
        return not _is_running(int(found["process"]))
    try:
        return path.stat().st_mtime < time.time() - _DAY
    except FileNotFoundError:
        return False


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def to_the_disk(path: Path) -> None:
    """What was written to a file, or the names in a folder, are there after a power failure."""
    if path.is_dir() and os.name != "posix":
        return  # a folder cannot be opened there
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
