"""What is made once in a run of the tests, however many processes share the work, and read by all of them."""

import fcntl
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], T]) -> T:
    """What `make(folder)` returned to whoever of this run asked first for `name`; the others wait for it.

    It keeps its files in `folder`, which is new and empty. Nobody changes them afterwards.
    """
    place = shared_folder(factory, name)
    with one_at_a_time(place):
        made = place / "made.pickle"
        if not made.exists():
            folder = place / str(os.getpid())
            folder.mkdir()
            made.write_bytes(pickle.dumps(make(folder)))
        kept: T = pickle.loads(made.read_bytes())
        return kept


def shared_folder(factory: pytest.TempPathFactory, name: str) -> Path:
    """The folder of that name which all processes of this run share."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"shared-{name}"
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
