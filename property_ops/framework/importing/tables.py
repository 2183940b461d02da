"""A recognised sheet: its rows, what was skipped, and the problems found in it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from property_ops.framework.importing.columns import Column, ColumnMatch
from property_ops.framework.importing.problems import CellError, ImportProblem, Level, shown
from property_ops.framework.importing.questions import ImportQuestion
from property_ops.framework.importing.reports import SheetReport
from property_ops.kernel.text import gettext_noop

MOST_PROBLEMS = 100


class RowOutcome(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    WAITING = "waiting"


@dataclass(slots=True, eq=False)
class RegisterRow:
    """A row of a register with its cells read; `table` takes its problems."""

    table: "RegisterTable"
    number: int  # as Excel counts
    values: dict[str, Any]
    cells: Mapping[str, Any]  # as they stand in the sheet
    outcome: RowOutcome = RowOutcome.UNCHANGED
    is_good: bool = True

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def error(self, column: str, says: str, do: str, **facts: Any) -> None:
        self.is_good = False
        self.table.report(Level.ERROR, says, do, row=self, column=column, **facts)

    def ask(self, column: str, question: ImportQuestion, says: str, do: str, **facts: Any) -> None:
        """An error until the person answers the question."""
        self.is_good = False
        self.table.report(Level.ERROR, says, do, row=self, column=column, question=question, **facts)

    def warn(self, column: str, says: str, do: str, **facts: Any) -> None:
        self.table.report(Level.WARNING, says, do, row=self, column=column, **facts)

    def refuse(self, column: str, error: CellError) -> None:
        self.error(column, error.message, error.advice, **error.data)


@dataclass(slots=True, eq=False)
class RegisterTotal:
    """A subtotal or total row: its number cells by column name, and the rows since the last subtotal."""

    row: int
    label: str
    is_grand: bool
    cells: Mapping[str, Any]
    words: tuple[str, ...]
    rows_before: int  # how many good or bad rows of the register stand above it


@dataclass(slots=True, eq=False)
class RegisterTable:
    """A sheet recognised as a register. `titles` are the texts above its heads, `foot` the rows after its end,
    `notes` what is written between or below its rows.

    `from_1904` counts its days from there; the numbers in the columns `in_percent` are hundredths.
    """

    file: str
    sheet: str
    kind: str
    columns: Mapping[str, Column]
    match: ColumnMatch
    titles: tuple[str, ...]
    from_1904: bool = False
    in_percent: set[str] = field(default_factory=set)
    rows: list[RegisterRow] = field(default_factory=list)
    totals: list[RegisterTotal] = field(default_factory=list)
    foot: list[list[Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows_read: int = 0
    skipped: int = 0
    problems: list[ImportProblem] = field(default_factory=list)
    found: Counter[Level] = field(default_factory=Counter)
    keys: tuple[str, ...] = field(init=False)
    usual: dict[str, Any] = field(init=False)
    """What a row has in the columns that the sheet has not."""
    to_read: tuple[tuple[str, Column], ...] = field(init=False)

    def __post_init__(self) -> None:
        self.keys = tuple(name for name, column in self.columns.items() if column.key)
        absent = {name for name, column in self.columns.items() if not (column.needed or self.has(name))}
        self.usual = {name: self.columns[name].default for name in absent}
        self.to_read = tuple((name, column) for name, column in self.columns.items() if name not in absent)

    def report(
        self,
        level: Level,
        says: str,
        do: str = "",
        *,
        row: RegisterRow | None = None,
        column: str = "",
        at_row: int | None = None,
        question: ImportQuestion | None = None,
        **facts: Any,
    ) -> None:
        """Note a problem; past some hundreds of a kind they are only counted, so that memory stays bounded."""
        self.found[level] += 1
        if self.found[level] > MOST_PROBLEMS:
            return
        self.problems.append(
            ImportProblem(
                level=level,
                says=says,
                do=do,
                file=self.file,
                sheet=self.sheet,
                row=at_row if row is None else row.number,
                column=self.head(column) if column else "",
                value=shown(row.cells.get(column)) if row is not None else "",
                facts=facts,
                question=question,
            )
        )

    def head(self, column: str) -> str:
        """The head as it stands in the sheet, or as it should."""
        return self.match.heads.get(column) or (self.columns[column].title if column in self.columns else column)

    def has(self, column: str) -> bool:
        return column in self.match.places

    @property
    def has_errors(self) -> bool:
        return bool(self.found[Level.ERROR])

    def as_report(self, *, is_kept: bool = True) -> SheetReport:
        """Nothing is created, changed or unchanged in a file that is not kept, because it has an error."""
        outcomes = Counter(row.outcome for row in self.rows if is_kept or row.outcome is RowOutcome.SKIPPED)
        more = [
            ImportProblem(
                level,
                gettext_noop("%(count)s more of this kind are not listed."),
                file=self.file,
                sheet=self.sheet,
                facts={"count": count - MOST_PROBLEMS},
            )
            for level, count in self.found.items()
            if count > MOST_PROBLEMS
        ]
        return SheetReport(
            sheet=self.sheet,
            kind=self.kind,
            rows_read=self.rows_read,
            created=outcomes[RowOutcome.CREATED],
            changed=outcomes[RowOutcome.CHANGED],
            unchanged=outcomes[RowOutcome.UNCHANGED],
            skipped=self.skipped + outcomes[RowOutcome.SKIPPED],
            waiting=outcomes[RowOutcome.WAITING],
            problems=(*sorted(self.problems, key=lambda problem: problem.row or 0), *more),
        )
