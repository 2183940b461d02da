"""Uploaded workbooks wait in the data folder, a folder each, until the same person confirms or an hour passes."""

import re
import secrets
import shutil
import time
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from property_ops.framework.models import User
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

KEPT_SECONDS = 3600
MOST_FILES = 50
MEGABYTE = 1024 * 1024
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,64}\Z")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f/\\:*?"<>|]')


class UploadTooLarge(BusinessError):
    code = "upload_too_large"
    message = gettext_noop(
        "The files are larger than %(limit)s MB together. Nothing was stored. Upload them one by one, "
        "or save the workbook without pictures."
    )


class NoWorkbookChosen(BusinessError):
    code = "no_workbook_chosen"
    message = gettext_noop("Choose at least one workbook.")


class UploadGone(BusinessError):
    code = "upload_gone"
    message = gettext_noop("This upload is no longer there, or it is not yours. Choose the files again.")


class KeepingHandler(FileUploadHandler):
    """Writes what arrives straight into a new folder of the user's, and stops reading at the limit."""

    def __init__(self, request: HttpRequest, *, by: User) -> None:
        super().__init__(request)
        self.token = secrets.token_urlsafe(24)
        self.folder = _folder(by) / self.token
        self.too_large = False
        self._room = settings.IMPORT_MAX_MEGABYTES * MEGABYTE
        self._count = 0
        self._file: IO[bytes] | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._count += 1
        if self._count > MOST_FILES:
            self._stop()
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / _safe_name(self.file_name or "", taken=self.folder)
        self._file = path.open("xb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._room -= len(raw_data)
        if self._room < 0:
            self._stop()
        assert self._file
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        assert self._file
        self._file.close()
        return UploadedFile(name=self.file_name, content_type=self.content_type, size=file_size)

    def upload_interrupted(self) -> None:
        self.give_up()

    def give_up(self) -> None:
        """Keep nothing of this upload."""
        if self._file:
            self._file.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def kept_token(self) -> str:
        """The token of what arrived. Raises UploadTooLarge, NoWorkbookChosen; then nothing is kept."""
        if self.too_large:
            raise UploadTooLarge(limit=settings.IMPORT_MAX_MEGABYTES)
        if not self._count:
            raise NoWorkbookChosen()
        return self.token

    def _stop(self) -> None:
        self.too_large = True
        self.give_up()
        raise StopUpload(connection_reset=False)


def keep(name: str, data: bytes, *, by: User) -> str:
    """A workbook that was made here, kept as if this person had uploaded it; its token."""
    forget_old()
    token = secrets.token_urlsafe(24)
    folder = _folder(by) / token
    folder.mkdir(parents=True)
    (folder / _safe_name(name, taken=folder)).write_bytes(data)
    return token


def kept(token: str, *, by: User) -> list[Path]:
    """The files of this person's upload. Raises UploadGone for an old, foreign or invented token."""
    folder = _folder(by) / token
    if not _TOKEN.match(token) or not folder.is_dir() or _is_old(folder):
        raise UploadGone()
    return sorted(path for path in folder.iterdir() if path.is_file())


def forget(token: str, *, by: User) -> None:
    """Throw the upload away; harmless if it is gone."""
    if _TOKEN.match(token):
        shutil.rmtree(_folder(by) / token, ignore_errors=True)


def forget_old() -> None:
    """Throw away everybody's uploads that nobody confirmed in time."""
    for folder in (Path(settings.DATA) / "uploads").glob("*/*"):
        if _is_old(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _folder(by: User) -> Path:
    return Path(settings.DATA) / "uploads" / str(by.pk)


def _is_old(folder: Path) -> bool:
    try:
        return folder.stat().st_mtime < time.time() - KEPT_SECONDS
    except FileNotFoundError:
        return True


def _safe_name(name: str, *, taken: Path) -> str:
    """The file's own name, without a path, and different from those already there."""
    path = Path(_NOT_IN_NAMES.sub("_", Path(name.replace("\\", "/")).name).strip(". ") or "file")
    stem, ending = path.stem[:60], path.suffix[:8]
    wanted, copies = f"{stem}{ending}", 1
    while (taken / wanted).exists():
        copies += 1
        wanted = f"{stem} ({copies}){ending}"
    return wanted
