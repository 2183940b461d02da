"""Looks on their way into the audit log: lines in files of the data folder, on the disk before the page is answered.

A line is written to `now.jsonl`. Whoever takes it in renames that file to a batch first, and stores the batch in one
transaction together with its name: what is killed in between is neither lost nor stored twice.
"""

import errno
import json
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from filelock import FileLock

from property_ops.framework.drafts import to_the_disk
from property_ops.framework.models import User
from property_ops.kernel.errors import Unavailable
from property_ops.kernel.text import gettext_noop

_NOW = "now.jsonl"
_BATCHES = "looks-*.jsonl"
_POLL_SECONDS = 0.002


class NotRecorded(Unavailable):
    code = "look_not_recorded"
    message = gettext_noop(
        "The server cannot write to its disk (%(reason)s), so that no look at people's data can be recorded, "
        "and none is granted. Tell your administrator."
    )


class _Policy:
    """Whether a writer of its own takes in what this process appends; else the process does, at once."""

    has_writer = False


policy = _Policy()


def append(*, by: User | None, action: str, subject: str, detail: dict[str, Any]) -> None:
    """Keep a look. When this returns it stands on the disk. Raises NotRecorded."""
    look = {"at": timezone.now().isoformat(), "by": by.pk if by else None, "action": action, "subject": subject}
    line = json.dumps(look | {"detail": detail}, ensure_ascii=False, separators=(",", ":"))
    try:
        _append(f"\n{line}\n".encode())  # a line that was cut off by a crash does not spoil the next one
    except OSError as error:
        raise NotRecorded(reason=error.strerror or error) from error
    if not policy.has_writer:
        from property_ops.framework.audit.writer import take_in  # the writer reads what is written here

        take_in()


def waiting_since() -> float:
    """For how many seconds the oldest batch has waited to be stored; 0 if none does."""
    now = time.time()
    return max((now - int(path.name.split("-")[1]) / 1e9 for path in batches()), default=0.0)


def batches() -> list[Path]:
    """What waits to be stored, the oldest first."""
    return sorted(folder().glob(_BATCHES))


def close_batch() -> None:
    """From now on lines go to a new file; those so far are a batch."""
    now = folder() / _NOW
    if not now.exists():
        return
    with _appending():
        now.rename(folder() / f"looks-{time.time_ns():020d}-{uuid.uuid4().hex[:8]}.jsonl")


def looks_in(batch: Path) -> Iterator[dict[str, Any]]:
    """The looks of a batch. A line that a crash cut off was never answered with a page."""
    for line in batch.read_bytes().split(b"\n"):
        try:
            look = json.loads(line)
        except ValueError:
            continue
        yield look


def folder() -> Path:
    path = Path(settings.DATA) / "looks"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def _append(line: bytes) -> None:
    path = folder() / _NOW
    with ExitStack() as lock:
        lock.enter_context(_appending())
        is_new = not path.exists()
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "wb", buffering=0) as file:
            if file.write(line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            lock.close()  # the next one writes while this one waits for the disk
            os.fsync(file.fileno())
    if is_new:
        to_the_disk(path.parent)


@contextmanager
def _appending() -> Iterator[None]:
    """One at a time, of all threads and processes of this machine."""
    with FileLock(folder() / ".lock", poll_interval=_POLL_SECONDS):
        yield
