"""What an import did, or would do: per file, per sheet, with every problem."""

from collections.abc import Iterator
from dataclasses import dataclass

from property_ops.framework.importing.problems import ImportProblem, Level
from property_ops.framework.importing.questions import ImportQuestion


@dataclass(frozen=True, slots=True)
class SheetReport:
    """Rows: `rows_read` = created + changed + unchanged + skipped + waiting; only read and skipped if the file has an
    error. Those that wait make nobody pay before another person approved them."""

    sheet: str
    kind: str  # msgid of what the sheet was recognised as; empty if it was not
    rows_read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    waiting: int = 0
    problems: tuple[ImportProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class FileReport:
    """`problems` are those of the file itself; `stored` says that its rows are in the database now."""

    file: str
    path: str
    sheets: tuple[SheetReport, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    stored: bool = False

    def all_problems(self) -> Iterator[ImportProblem]:
        yield from self.problems
        for sheet in self.sheets:
            yield from sheet.problems

    @property
    def has_errors(self) -> bool:
        return any(problem.level is Level.ERROR for problem in self.all_problems())


@dataclass(frozen=True, slots=True)
class ImportReport:
    files: tuple[FileReport, ...]
    dry_run: bool = False

    @property
    def has_errors(self) -> bool:
        return any(file.has_errors for file in self.files)

    @property
    def waiting(self) -> int:
        return sum(sheet.waiting for file in self.files if not file.has_errors for sheet in file.sheets)

    def problems(self) -> Iterator[ImportProblem]:
        for file in self.files:
            yield from file.all_problems()

    def questions(self) -> list[ImportQuestion]:
        """What must be answered before the files that ask can be imported."""
        return list(dict.fromkeys(problem.question for problem in self.problems() if problem.question))
