"""A thing entered twice in a register is one thing, if both rows say the same."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from property_ops.framework.importing.tables import Outcome, Row, Table
from property_ops.kernel.text import gettext_noop


def rows_of(tables: Iterable[Table]) -> list[Row]:
    return [row for table in tables for row in table.rows]


def first_rows(
    rows: Iterable[Row], key: Callable[[Row], Hashable], name: Callable[[Row], str], column: str, *,
    same: Callable[[Row], Any] | None = None,
) -> list[Row]:  # fmt: skip
    """The good rows, each thing once. Another row of the same thing is a warning if `same` facts stand in it (by
    default all values), and an error if not."""
    seen: dict[Hashable, Row] = {}
    facts = same or (lambda row: row.values)
    for row in rows:
        if not row.is_good:
            continue
        first = seen.setdefault(key(row), row)
        if first is row:
            continue
        row.outcome = Outcome.SKIPPED
        where = {"name": name(row), "first": first.number, "sheet": first.table.sheet}
        if facts(first) == facts(row):
            row.warn(
                column, gettext_noop("%(name)s is entered twice; row %(first)s of “%(sheet)s” says the same."),
                gettext_noop("One entry is kept. Delete the other."), **where,
            )  # fmt: skip
        else:
            row.error(
                column, gettext_noop("%(name)s is entered twice; row %(first)s of “%(sheet)s” says otherwise."),
                gettext_noop("Find out which is right and delete the other."), **where,
            )  # fmt: skip
    return [row for row in seen.values() if row.is_good]
