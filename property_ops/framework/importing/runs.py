"""Importing files: read outside the lock, compare and write inside it, each file its own transaction."""

import contextlib
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from property_ops.framework import audit
from property_ops.framework.importing import waiting
from property_ops.framework.importing.changes import Changes
from property_ops.framework.importing.files import files_of
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.problems import CellError, ImportProblem, Level
from property_ops.framework.importing.questions import check_answers
from property_ops.framework.importing.reading import Heads, find_heads, read_table, sheets_with_words
from property_ops.framework.importing.registry import importers_in_order
from property_ops.framework.importing.reports import FileReport, ImportReport, SheetReport
from property_ops.framework.importing.tables import RegisterTable
from property_ops.framework.importing.telling import record_changes
from property_ops.framework.importing.turns import in_turn, taken_back
from property_ops.framework.importing.workbooks import RawSheet, open_workbook
from property_ops.framework.models import User
from property_ops.framework.table_statistics import count_anew
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.text import gettext_noop

PERMISSION = "import.run"

Progress = Callable[[int, int, str], None]
"""Told before each step: steps done, steps in all, the name of the file."""


def _say_nothing(done: int, total: int, label: str) -> None:
    """Nobody is watching."""


def import_files(
    *,
    paths: Sequence[Path],
    by: User,
    dry_run: bool = False,
    as_of: date,
    progress: Progress | None = None,
    answers: Mapping[str, str] | None = None,
) -> ImportReport:
    """Import workbooks, and the workbooks in folders; all or nothing per file.

    Files are read in the order in which their registers need each other. A file with an error leaves nothing behind;
    the others are imported. With `dry_run` everything is done and then taken back. Two imports at once wait for each
    other. A register that `by` may not change is an error of its file. `answers`: by key of the importers' questions.
    Raises NoSuchAnswer.
    """
    progress = progress or _say_nothing
    session = _Session(by=by, as_of=as_of, dry_run=dry_run, importers=importers_in_order(), answers=answers or {})
    readings = []
    files, reports = files_of(paths)
    for index, path in enumerate(files):
        progress(index, 2 * len(files), path.name)
        readings.append(session.read(path))
    readings.sort(key=lambda reading: reading.rank)
    with taken_back() if dry_run else contextlib.nullcontext():
        for index, reading in enumerate(readings):
            progress(len(files) + index, 2 * len(files), reading.path.name)
            reports.append(session.store(reading))
    progress(2 * len(files), 2 * len(files), "")
    if not dry_run:
        count_anew()
    return ImportReport(tuple(reports), dry_run)


def _split(sheet: RawSheet, heads: Heads, importer: Importer) -> tuple[RawSheet, list[list[Any]]]:
    """The sheet up to the end of the register, and the rows after it."""
    rows = enumerate(sheet.rows)
    end = next((index for index, row in rows if index >= heads.first_row and importer.is_foot(row)), len(sheet.rows))
    return replace(sheet, rows=sheet.rows[:end]), sheet.rows[end:]


@dataclass(slots=True)
class _Reading:
    """A file as read: its tables by importer, and what is reported of the rest."""

    path: Path
    tables: list[tuple[Importer, RegisterTable]] = field(default_factory=list)
    others: list[SheetReport] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    rank: int = 0

    def report(self, *, stored: bool) -> FileReport:
        is_kept = not self.problems and not any(table.has_errors for _importer, table in self.tables)
        sheets = (*(table.as_report(is_kept=is_kept) for _importer, table in self.tables), *self.others)
        return FileReport(self.path.name, str(self.path), sheets, tuple(self.problems), stored)


class _Session:
    """One call of import_files."""

    def __init__(
        self, *, by: User, as_of: date, dry_run: bool, importers: tuple[Importer, ...], answers: Mapping[str, str]
    ) -> None:
        check_answers(answers, (question for importer in importers for question in importer.questions))
        self.by, self.as_of, self.dry_run, self.importers, self.answers = by, as_of, dry_run, importers, answers
        self.written: dict[Hashable, tuple[str, dict[str, Any]]] = {}

    def read(self, path: Path) -> _Reading:
        """Everything that needs no database."""
        reading = _Reading(path)
        try:
            workbook = open_workbook(path)
        except CellError as error:
            reading.problems.append(_of_file(path, error))
            return reading
        for sheet in workbook.sheets:
            self._read_sheet(reading, sheet)
        reading.others += [_left_out(path, name, _HIDDEN_SHEET) for name in workbook.hidden]
        if not reading.tables and not reading.problems:
            reading.problems.append(_not_recognised(path, workbook.sheets))
        reading.tables.sort(key=lambda found: self.importers.index(found[0]))
        reading.rank = min((self.importers.index(importer) for importer, _table in reading.tables), default=0)
        return reading

    def _read_sheet(self, reading: _Reading, sheet: RawSheet) -> None:
        found = self._recognise(sheet)
        if found is None:
            reading.others.append(_left_out(reading.path, sheet.name, _UNKNOWN_SHEET))
            return
        importer, heads = found
        try:
            importer.refuse(self.by)
        except NotAllowed:
            reading.problems.append(_not_allowed(reading.path, sheet.name, importer, self.by))
            return
        register, foot = _split(sheet, heads, importer)
        table = read_table(reading.path.name, register, importer.title, importer.columns, heads)
        if sheet.hidden_rows:
            table.report(
                Level.WARNING,
                gettext_noop("%(count)s rows of this sheet are hidden; they were read like the others."),
                gettext_noop("Show them in WPS or Excel, and delete those that do not count."),
                count=sheet.hidden_rows,
            )
        table.foot = foot
        table.rows_read += len(foot)
        table.skipped += len(foot)
        if table.rows:
            importer.complete(table)
        reading.tables.append((importer, table))

    def _recognise(self, sheet: RawSheet) -> tuple[Importer, Heads] | None:
        best: tuple[Importer, Heads] | None = None
        for importer in self.importers:
            heads = find_heads(sheet, importer.columns)
            if heads is not None and (best is None or heads.score > best[1].score):
                best = importer, heads
        return best

    def store(self, reading: _Reading) -> FileReport:
        """Compare with the database and write, in one transaction; nothing is written if there is an error."""
        if not reading.tables or reading.problems:
            return reading.report(stored=False)
        written = dict(self.written)
        with in_turn():
            try:
                with transaction.atomic():
                    self._write(reading)
            except _HasErrors:
                self.written = written
                return reading.report(stored=False)
            except IntegrityError as error:
                self.written = written
                reading.problems.append(_refused_by_database(reading.path, error))
                return reading.report(stored=False)
        return reading.report(stored=not self.dry_run)

    def _write(self, reading: _Reading) -> None:
        for importer in dict.fromkeys(importer for importer, _table in reading.tables):
            tables = [table for other, table in reading.tables if other is importer]
            changes = Changes(by=self.by, reason=f"import {reading.path.name}")
            run = Run(reading.path.name, self.by, self.as_of, changes, self.written, answers=self.answers)
            importer.plan(tables, run)
            waiting.tell_and_refuse(importer, run)
            if not any(table.has_errors for _importer, table in reading.tables):
                changes.apply()
                record_changes(changes.told, file=reading.path.name, by=self.by)
                waiting.keep(importer, tables, run)
        if any(table.has_errors for _importer, table in reading.tables):
            raise _HasErrors
        sheets = [table.as_report() for _importer, table in reading.tables]
        audit.record(
            by=self.by,
            action="import.file",
            subject=reading.path.name[:120],
            sheets=[
                {"sheet": sheet.sheet, "kind": sheet.kind, "created": sheet.created, "changed": sheet.changed}
                | ({"waiting": sheet.waiting} if sheet.waiting else {})
                for sheet in sheets
            ],
        )


class _HasErrors(Exception):
    """Undoes the transaction of a file."""


_UNKNOWN_SHEET = gettext_noop("The sheet is no register that is known here; it was left out.")
_HIDDEN_SHEET = gettext_noop("The sheet is hidden; it was left out. Show it in WPS or Excel if it is to be imported.")


def _left_out(path: Path, sheet: str, says: str) -> SheetReport:
    return SheetReport(sheet, "", problems=(ImportProblem(Level.INFO, says, file=path.name, sheet=sheet),))


def _of_file(path: Path, error: CellError) -> ImportProblem:
    return ImportProblem(Level.ERROR, error.message, error.advice, file=path.name, facts=error.data)


def _not_allowed(path: Path, sheet: str, importer: Importer, by: User) -> ImportProblem:
    return ImportProblem(
        Level.ERROR,
        gettext_noop("%(user)s may not import this register: %(register)s."),
        gettext_noop("Let somebody import it who may change it by hand."),
        file=path.name,
        sheet=sheet,
        facts={"user": str(by), "register": gettext_lazy(importer.title)},
    )


def _not_recognised(path: Path, sheets: Iterable[RawSheet]) -> ImportProblem:
    words = [word for sheet in sheets for word in sheets_with_words(sheet)]
    return ImportProblem(
        Level.ERROR,
        gettext_noop("No sheet of this file is a register that is known here. Found at its top: %(words)s."),
        gettext_noop("Check that the heads of the columns stand in the first 15 rows and are spelled as usual."),
        file=path.name,
        facts={"words": "、".join(words[:20])},
    )


def _refused_by_database(path: Path, error: IntegrityError) -> ImportProblem:
    return ImportProblem(
        Level.ERROR,
        gettext_noop("The database refused the content: %(reason)s."),
        gettext_noop("Compare the file with what is stored: periods may overlap, or a number may be taken."),
        file=path.name,
        facts={"reason": str(error).splitlines()[0]},
    )
