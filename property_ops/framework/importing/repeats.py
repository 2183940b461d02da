"""A thing entered twice, in a register or in two files of one import, is one thing, if both say the same."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from property_ops.framework.importing.importer import Run
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.kernel.text import gettext_noop


def rows_of(tables: Iterable[RegisterTable]) -> list[RegisterRow]:
    return [row for table in tables for row in table.rows]


def first_rows(
    rows: Iterable[RegisterRow],
    key: Callable[[RegisterRow], Hashable],
    name: Callable[[RegisterRow], str],
    column: str,
    *,
    run: Run,
    same: Callable[[RegisterRow], Any] | None = None,
) -> list[RegisterRow]:
    """The good rows, each thing once. Another row of the same thing is a warning if `same` facts stand in it (by
    default all values), and an error if not. So is a row of which another file of the import says otherwise."""
    seen: dict[Hashable, RegisterRow] = {}
    facts = same or (lambda row: row.values)
    for row in rows:
        if not row.is_good:
            continue
        first = seen.setdefault(key(row), row)
        if first is row:
            _compare_with_other_files(row, (row.table.kind, key(row)), name(row), column, run)
            continue
        row.outcome = RowOutcome.SKIPPED
        where = {"name": name(row), "first": first.number, "sheet": first.table.sheet}
        if facts(first) == facts(row):
            row.warn(
                column,
                gettext_noop("%(name)s is entered twice; row %(first)s of “%(sheet)s” says the same."),
                gettext_noop("One entry is kept. Delete the other."),
                **where,
            )
        else:
            row.error(
                column,
                gettext_noop("%(name)s is entered twice; row %(first)s of “%(sheet)s” says otherwise."),
                gettext_noop("Find out which is right and delete the other."),
                **where,
            )
    return [row for row in seen.values() if row.is_good]


def _compare_with_other_files(row: RegisterRow, key: Hashable, name: str, column: str, run: Run) -> None:
    """In the columns that both files have."""
    file, said = run.written.setdefault(key, (run.file, _said(row)))
    if file != run.file and any(said.get(head, value) != value for head, value in _said(row).items()):
        row.error(
            column,
            gettext_noop("The file “%(file)s” of this import says otherwise of %(name)s."),
            gettext_noop("Import only the file that is right."),
            file=file,
            name=name,
        )


def _said(row: RegisterRow) -> dict[str, Any]:
    return {name: row[name] for name in row.table.columns if row.table.has(name)}
