"""Where papers by the thousand are kept: a folder, an archive, or an object storage that speaks S3 (docs/adr/0085).

All take whole files only: what is interrupted leaves nothing under a name. The configured one is `papers()`.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Protocol, cast

from django.core.files.storage import storages

ALIAS = "papers"


@dataclass(frozen=True, slots=True)
class Kept:
    size: int
    made_at: datetime


class PaperStore(Protocol):
    """Names are paths with `/`. Raises StoreFault where the storage refuses or is silent."""

    @property
    def place(self) -> str:
        """Where it is, for people; no secret."""

    def arriving(self, name: str) -> AbstractContextManager[Path]:
        """A path for the block to write; then the file has its name, and one that was there before stays until then."""

    def put(self, files: Mapping[str, bytes]) -> None:
        """Many small files."""


class ReadableStore(PaperStore, Protocol):
    def kept(self, folder: str) -> Mapping[str, Kept]:
        """By name inside the folder; those in folders below it are left out."""

    def open(self, name: str) -> IO[Any]:
        """To be read. Raises FileNotFoundError."""

    def check(self) -> None:
        """Write, read and delete a small file."""


def papers() -> ReadableStore:
    """The one that PROPERTY_OPS_PAPERS names, the same for all hosts; else the data folder."""
    return cast(ReadableStore, storages[ALIAS])
