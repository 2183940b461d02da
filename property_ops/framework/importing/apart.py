"""Workbooks are read in a process of their own, with little memory and time: one that may end.

A damaged file says in numbers how large its parts are, or what time a cell shows; the reader takes gigabytes, panics
(which is no Exception) or does not come back. So whoever reads can be ended without loss. One such process serves all
files of the process that imports, and goes with it. The file is run as a script: it imports nothing of the product.
"""

import atexit
import contextlib
import pickle
import signal
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, NamedTuple

MEMORY = 2 * 1024**3
SECONDS, PATIENCE = 60, 600
"""Of the processor for one file, and by the clock: a busy machine is slow, and its files are no worse for that."""
LARGE = 32 * 1024**2
"""After so many bytes a reader ends: what it took for them goes with it."""
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0)
_HEAD = struct.Struct(">BQ")
_READ, _PASSWORD, _DAMAGED, _TOO_LARGE, _ODD_ROW, _TOO_LONG = range(6)


class Damaged(Exception):
    """The process ended without the sheets, or found that the file is none."""


class Locked(Exception):
    """The workbook asks for a password."""


class TooLong(Exception):
    """It was not read in the time that the largest register takes: a damaged file, or a machine that is too busy."""


class TooLarge(Exception):
    """A sheet has more cells than a register can have."""


class OddRow(Exception):
    """A row has a cell that cannot be read: `sheet`, and `row` as Excel counts."""

    def __init__(self, sheet: str, row: int) -> None:
        super().__init__(sheet, row)
        self.sheet, self.row = sheet, row


class SheetRead(NamedTuple):
    """A worksheet as it stands in the file: cells by row, merged ranges, whether it is shown at all."""

    name: str
    rows: list[list[Any]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    is_hidden: bool


class _Reader:
    """The process and the pipes to it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def read(self, path: Path, *, most_cells: int) -> tuple[int, Any]:
        with self._lock:
            process = self._process or self._start()
            is_late = threading.Event()
            impatience = threading.Timer(PATIENCE, _end, (process, is_late))
            impatience.start()
            try:
                answer = _ask(process, path, most_cells)
            finally:
                impatience.cancel()
            if answer is None:
                self.end()
                return (_TOO_LONG if is_late.is_set() or process.returncode == _OUT_OF_TIME else _DAMAGED), None
            status, content = answer
            if status != _READ or len(content) > LARGE:
                self.end()
        return status, pickle.loads(content) if content else None  # what our child wrote

    def _start(self) -> "subprocess.Popen[bytes]":
        self._process = subprocess.Popen(
            [sys.executable, "-I", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self._process

    def end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()


_reader = _Reader()
atexit.register(_reader.end)


def read_apart(path: Path, *, most_cells: int) -> list[SheetRead]:
    """All worksheets of a workbook. Raises Damaged, Locked, TooLarge, TooLong and OddRow."""
    status, answer = _reader.read(path, most_cells=most_cells)
    if status == _PASSWORD:
        raise Locked
    if status == _TOO_LARGE:
        raise TooLarge
    if status == _TOO_LONG:
        raise TooLong
    if status == _ODD_ROW:
        raise OddRow(*answer)
    if status == _DAMAGED:
        raise Damaged
    return [SheetRead(*sheet) for sheet in answer]


def _end(process: "subprocess.Popen[bytes]", is_late: threading.Event) -> None:
    is_late.set()
    process.kill()


def _ask(process: "subprocess.Popen[bytes]", path: Path, most_cells: int) -> tuple[int, bytes] | None:
    """Status and content of the answer; None if the process ended instead."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        pickle.dump((str(path.absolute()), most_cells, SECONDS), process.stdin)
        process.stdin.flush()
        head = process.stdout.read(_HEAD.size)
        if len(head) < _HEAD.size:
            return None
        status, length = _HEAD.unpack(head)
        content = process.stdout.read(length)
    except OSError:
        return None
    return (status, content) if len(content) == length else None


def _main() -> None:
    """Answer one question after the other, until the importing process goes."""
    try:
        import resource  # not on Windows
    except ImportError:
        resource = None  # type: ignore[assignment]
    if resource:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            path, most_cells, seconds = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        if resource:
            spent = resource.getrusage(resource.RUSAGE_SELF)
            ends = int(spent.ru_utime + spent.ru_stime + seconds) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (ends, resource.RLIM_INFINITY))
        status, content = _answer(path, most_cells)
        sys.stdout.buffer.write(_HEAD.pack(status, len(content)) + content)
        sys.stdout.buffer.flush()


def _answer(path: str, most_cells: int) -> tuple[int, bytes]:
    import python_calamine

    found = []
    try:
        with Path(path).open("rb") as file:
            workbook = python_calamine.CalamineWorkbook.from_filelike(file)
            for facts in workbook.sheets_metadata:
                if facts.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                    continue
                sheet = workbook.get_sheet_by_name(facts.name)
                if sheet.total_height * sheet.total_width > most_cells:
                    return _TOO_LARGE, b""
                try:
                    rows = sheet.to_python(skip_empty_area=False) if sheet.start is not None else []
                except BaseException:  # noqa: BLE001  # a panic of the reader is no Exception
                    return _ODD_ROW, pickle.dumps((facts.name, _first_odd_row(sheet)))
                hidden = facts.visible is not python_calamine.SheetVisibleEnum.Visible
                found.append((facts.name, rows, tuple(sheet.merged_cell_ranges or ()), hidden))
        return _READ, pickle.dumps(found, protocol=5)
    except python_calamine.PasswordError:
        return _PASSWORD, b""
    except BaseException:  # noqa: BLE001  # a panic of the reader is no Exception
        return _DAMAGED, b""


def _first_odd_row(sheet: Any) -> int:
    """As Excel counts: the row after the last one that can be read."""
    read, rows = 0, sheet.iter_rows()
    try:
        for _cells in rows:
            read += 1
    except BaseException:  # noqa: BLE001  # as above
        return read + 1
    return read


if __name__ == "__main__":
    _main()
