"""What is checked of a file before a workbook reader may touch it: size, kind, password, bombs."""

import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from django.conf import settings

from property_ops.framework.importing.problems import FileError
from property_ops.kernel.text import gettext_noop

MEGABYTE = 1024 * 1024
MAX_UNPACKED = 512 * MEGABYTE
MAX_RATIO = 150  # honest workbooks pack to a fifth or a twentieth; deflate itself ends near a thousandth
RATIO_COUNTS_FROM = 20 * MEGABYTE
MAX_PARTS = 5_000
MAX_CELLS = 10_000_000
MAX_ROWS = 1_048_576  # of a sheet of Excel, so of any table
MAX_REPEATS = 20_000

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CHUNK = 1 * MEGABYTE
_LONGEST_TAG = 64 * 1024
LONGEST_REFERENCE = 20  # letters, or digits, of a cell's place; XFD1048576 is the last honest one
_FILLED_CELL = re.compile(rb"<(?:\w+:)?c(?:\s[^<>]*?\sr|\s+r)=\"([A-Z]+)([0-9]+)\"[^<>]*(?<!/)>")
_ODS_ROW = b"<table:table-row"
_ODS_REPEATED = re.compile(rb'[^<>]*number-rows-repeated="(\d+)"')
_ODS_FILLED = re.compile(rb'<table:table-cell(?=[^<>]*value-type=)[^<>]*number-columns-repeated="(\d+)"')
_SPECIAL = re.compile(rb"<(?:\w+:)?f[\s>/]|\st=\"e\"")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*\shidden=\"(?:1|true)\"")
_STRAY = 50
"""Of so many bytes one may be nought in a text: old programs pad with them, and leave one where they cut."""


class FileKind(Enum):
    WORKBOOK = "workbook"  # xlsx, xlsm, ods: checked part by part
    BINARY = "binary"  # xls, et, xlsb: to be read apart, for they cannot be checked
    TEXT = "text"  # csv


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file is. `special` names the sheets' parts of an xlsx that hold formulas or error values; `hidden_rows`
    says how many rows of a part are not shown."""

    kind: FileKind
    special: frozenset[str] = field(default_factory=frozenset)
    dates_from_1904: bool = False
    hidden_rows: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Scan:
    """What was found in one part of a package."""

    special: bool = False
    hidden_rows: int = 0


_DAMAGED = gettext_noop("The file is damaged or is no workbook.")
_SAVE_AS_XLSX = gettext_noop("Open it in WPS or Excel and save it as .xlsx, then import that file.")
_PASSWORD = gettext_noop("The workbook is protected with a password.")
_TAKE_PASSWORD_OFF = gettext_noop("Open it with the password, remove the password and save it, then import again.")
_TOO_LARGE_INSIDE = gettext_noop("The file unpacks to far more than a register can hold. It was not opened.")
_PACKED = gettext_noop("This is a packed file, but no workbook.")
_UNPACK_IT = gettext_noop("Unpack it, and import the files that are in it.")
_EXPORT_AS_TABLE = gettext_noop("Export the same paper as Excel or CSV, and import that.")
_COPY_TO_NEW = gettext_noop("Copy the table into a new workbook and import that one.")


def inspect(path: Path) -> Inspection:
    """Look at `path` without opening it as a workbook. Raises FileError."""
    size = _size(path)
    if size > settings.IMPORT_MAX_MEGABYTES * MEGABYTE:
        raise FileError(
            gettext_noop("The file has %(size)s MB; at most %(limit)s MB are accepted."),
            gettext_noop("Remove pictures and other content from the workbook, or split it."),
            size=-(-size // MEGABYTE),
            limit=settings.IMPORT_MAX_MEGABYTES,
        )
    if not size:
        raise FileError(gettext_noop("The file is empty."), gettext_noop("Save the table again and import it."))
    content = _content(path)
    head = content[:4096]
    if head.startswith(_ZIP):
        return _inspect_zip(path)
    if head.startswith(_OLE):
        if _ENCRYPTED in content:
            raise FileError(_PASSWORD, _TAKE_PASSWORD_OFF)
        return Inspection(FileKind.BINARY)
    return _inspect_text(head)


@contextmanager
def with_plain_names(path: Path) -> Iterator[Path]:
    """The file itself, or a copy for as long as it is read: some programs of Windows write the names inside the
    package with backslashes, xl\\workbook.xml, and office programs take no offence. Raises FileError."""
    if not _has_backslashes(path):
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as plain:
            _check_directory(archive.infolist(), packed=_size(path))
            for part in archive.infolist():
                with archive.open(part) as source, plain.open(part.filename.replace("\\", "/"), "w") as target:
                    shutil.copyfileobj(source, target, _CHUNK)
        yield copy


def _has_backslashes(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return any("\\" in name for name in archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return False


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise _unreadable(error) from error


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> FileError:
    return FileError(
        gettext_noop("The file cannot be read: %(reason)s."),
        gettext_noop("Check the path and its permissions."),
        reason=error.strerror or error,
    )


def _inspect_text(head: bytes) -> Inspection:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<meta", b"<?xml")):
        raise FileError(gettext_noop("This is a web page, not a workbook, whatever its name says."), _SAVE_AS_XLSX)
    if head.startswith(b"%PDF"):
        raise FileError(gettext_noop("This is a PDF, not a workbook."), _EXPORT_AS_TABLE)
    if head.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise FileError(_PACKED, _UNPACK_IT)
    if head.count(0) > len(head) // _STRAY and not encoding_with_two_bytes(head):
        raise FileError(_DAMAGED, _SAVE_AS_XLSX)
    return Inspection(FileKind.TEXT)


def encoding_with_two_bytes(content: bytes) -> str:
    """UTF-16 with its mark, or without it, where every second byte of the first signs is nought; else nothing."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = content[:400]
    odd, even = head[1::2].count(0), head[::2].count(0)
    if odd > max(8 * even, len(head) // _STRAY):
        return "utf-16-le"
    return "utf-16-be" if even > max(8 * odd, len(head) // _STRAY) else ""


def _inspect_zip(path: Path) -> Inspection:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_directory(parts, packed=path.stat().st_size)
            names = {part.filename for part in parts}
            if not any(name.startswith("xl/") for name in names) and "content.xml" not in names:
                raise FileError(_PACKED, _UNPACK_IT)
            scans = {part.filename: _scan(archive, part) for part in parts}
            special = frozenset(name for name, scan in scans.items() if scan.special)
            hidden_rows = {name: scan.hidden_rows for name, scan in scans.items() if scan.hidden_rows}
            kind = FileKind.BINARY if "xl/workbook.bin" in names else FileKind.WORKBOOK
            return Inspection(kind, special, _counts_from_1904(archive, names), hidden_rows)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, UnicodeDecodeError) as error:
        raise FileError(_DAMAGED, _SAVE_AS_XLSX) from error


def _check_directory(parts: list[zipfile.ZipInfo], *, packed: int) -> None:
    """Refuse by what the directory says, before anything is unpacked."""
    if any(part.flag_bits & 1 for part in parts):
        raise FileError(_PASSWORD, _TAKE_PASSWORD_OFF)
    unpacked = sum(part.file_size for part in parts)
    steep = unpacked > RATIO_COUNTS_FROM and unpacked > MAX_RATIO * packed
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS or steep:
        raise FileError(_TOO_LARGE_INSIDE, _COPY_TO_NEW)


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> _Scan:
    """Unpack a part once, piece by piece: its length and checksum must be as the directory says (zipfile sees to
    that), and the rectangle that its filled cells span must not be vast."""
    is_sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
    rows, columns, found = 0, 0, _Scan()
    for piece in _pieces(archive, part):
        if part.filename == "content.xml":
            _check_repeats(piece)
        if not is_sheet:
            continue
        found.special = found.special or bool(_SPECIAL.search(piece))
        found.hidden_rows += len(_HIDDEN_ROW.findall(piece))
        reached_row, reached_column = _reach(piece)
        rows, columns = max(rows, reached_row), max(columns, reached_column)
    if rows * columns > MAX_CELLS:
        raise FileError(_TOO_LARGE_INSIDE, _COPY_TO_NEW)
    return found


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's content, cut between elements."""
    with archive.open(part) as stream:
        rest = b""
        while chunk := stream.read(_CHUNK):
            piece = rest + chunk
            cut = piece.rfind(b"<")
            if len(piece) - cut > _LONGEST_TAG:
                cut = len(piece)
            yield piece[:cut]
            rest = piece[cut:]
        yield rest


def _check_repeats(piece: bytes) -> None:
    """An ods file may say that a filled cell or row comes a million times."""
    rows = ((_ODS_REPEATED.match(row), row) for row in piece.split(_ODS_ROW)[1:])
    repeated_rows = [match[1] for match, row in rows if match and b"value-type=" in row]
    for times in (*repeated_rows, *_ODS_FILLED.findall(piece)):
        if int(times[:LONGEST_REFERENCE]) > MAX_REPEATS:
            raise FileError(_TOO_LARGE_INSIDE, _COPY_TO_NEW)


def _reach(piece: bytes) -> tuple[int, int]:
    """The last row and column of cells that are not closed at once: those have at most a format."""
    found = _FILLED_CELL.findall(piece)
    if not found:
        return 0, 0
    letters, numbers = map(set, zip(*found, strict=True))
    return (
        max(int(number[:LONGEST_REFERENCE]) for number in numbers),
        max(column_number(name[:LONGEST_REFERENCE]) for name in letters),
    )


def column_number(letters: bytes) -> int:
    """`A` → 1, `XFD` → 16384"""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _counts_from_1904(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """Whether days are counted from 1904, as old Macs did."""
    if "xl/workbook.xml" not in names:
        return False
    return bool(re.search(rb'date1904="(1|true)"', archive.read("xl/workbook.xml")))
