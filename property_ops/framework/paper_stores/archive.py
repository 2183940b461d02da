"""Papers in one zip file, which is there once it is whole. The same papers make the same bytes."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class ArchiveStore:
    """Written as papers come. PDFs are small already: they are stored, not packed."""

    def __init__(self, file: ZipFile, *, place: str) -> None:
        self.place, self._file = place, file

    @classmethod
    @contextmanager
    def writing(cls, path: Path, *, place: str = "") -> Iterator[Self]:
        """Into `path`, a draft of whoever calls."""
        with ZipFile(path, "w", ZIP_STORED) as file:
            yield cls(file, place=place or str(path))

    @contextmanager
    def arriving(self, name: str) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="property-ops-") as folder:
            path = Path(folder) / Path(name).name
            yield path
            self.put({name: path.read_bytes()})

    def put(self, files: Mapping[str, bytes]) -> None:
        for name, content in files.items():
            self._file.writestr(ZipInfo(name, _LONG_AGO), content)
