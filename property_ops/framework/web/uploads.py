"""Uploaded workbooks wait in the data folder, one folder per upload, until the same person confirms or a day passes."""

import re
import secrets
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from property_ops.framework.models import User
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

KEPT_SECONDS = 24 * 3600
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,64}\Z")


class FileTooLarge(BusinessError):
    code = "file_too_large"
    message = gettext_noop("“%(name)s” is larger than %(limit)s MB. Split the workbook, or ask the operator for more.")


class UploadGone(BusinessError):
    code = "upload_gone"
    message = gettext_noop("This upload is no longer there. Choose the files again.")


def keep(files: Iterable[UploadedFile], *, by: User) -> str:
    """Store the files and return the token of the upload. Raises FileTooLarge; then nothing is kept."""
    _forget_old()
    files = list(files)
    for file in files:
        if (file.size or 0) > settings.IMPORT_MAX_MEGABYTES * 1024 * 1024:
            raise FileTooLarge(name=file.name, limit=settings.IMPORT_MAX_MEGABYTES)
    token = secrets.token_urlsafe(24)
    folder = _folder(by) / token
    folder.mkdir(parents=True)
    for file in files:
        with (folder / Path(file.name or "file").name).open("wb") as target:
            shutil.copyfileobj(file, target)
    return token


def kept(token: str, *, by: User) -> Path:
    """The folder of this person's upload. Raises UploadGone for an old, foreign or invented token."""
    folder = _folder(by) / token
    if not _TOKEN.match(token) or not folder.is_dir():
        raise UploadGone()
    return folder


def forget(token: str, *, by: User) -> None:
    shutil.rmtree(kept(token, by=by), ignore_errors=True)


def _folder(by: User) -> Path:
    return Path(settings.DATA) / "uploads" / str(by.pk)


def _forget_old() -> None:
    for folder in (Path(settings.DATA) / "uploads").glob("*/*"):
        if folder.stat().st_mtime < time.time() - KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
