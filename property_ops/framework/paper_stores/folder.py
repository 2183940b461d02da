"""Papers in a folder: of one host, or one that all hosts share."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from property_ops.framework import drafts
from property_ops.framework.paper_stores import Kept


class FolderStore(FileSystemStorage):
    @property
    def place(self) -> str:
        return str(self.location)

    @contextmanager
    def arriving(self, name: str) -> Iterator[Path]:
        with drafts.arriving(self._made(name)) as draft:
            yield draft

    def put(self, files: Mapping[str, bytes]) -> None:
        """What is there already stays as it is."""
        for name, content in files.items():
            path = self._made(name)
            if path.is_file() and path.read_bytes() == content:
                continue
            with drafts.arriving(path) as draft:
                draft.write_bytes(content)

    def kept(self, folder: str) -> Mapping[str, Kept]:
        path = Path(self.path(folder))
        if not path.is_dir():
            return {}
        found = ((one.name, one.stat()) for one in path.iterdir() if one.is_file() and not drafts.is_draft(one.name))
        return {name: Kept(about.st_size, datetime.fromtimestamp(about.st_mtime, tz=UTC)) for name, about in found}

    def check(self) -> None:
        """Nothing to be asked: whether the data folder can be written to is examined by itself."""

    def _made(self, name: str) -> Path:
        path = Path(self.path(name))
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
        return path
