"""What a bank's statement says of itself, held against its rows: running balances, opening and closing, totals."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.importers.contract import compare, figure
from property_ops.framework.importing.problems import Level
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed

NOUGHT = Decimal(0)
_FIGURE = r"[:;]*(?:人民币|[¥￥])?(-?[\d,]+\.\d{1,2}|-?\d[\d,]*)(?!\d*笔)"
_OPENING = re.compile(rf"(?:期初|上期|上日|上页|承前)(?:账户)?余额{_FIGURE}")
_CLOSING = re.compile(rf"(?:期末|本期)(?:账户)?余额{_FIGURE}")
_FIRST_OR_LAST = re.compile("期[初末]")
_IN_ALL = rf"(?:金额|发生额)?(?:合计|总计|累计|总额)(?:金额)?(?::?\d+笔[,;]?)?{_FIGURE}"
_SUMS = {
    "credit": re.compile(rf"(?<!本页)(?:收入|贷方|存入|转入){_IN_ALL}"),
    "debit": re.compile(rf"(?<!本页)(?:支出|借方|支取|转出){_IN_ALL}"),
}
_EXPORT_THE_WHOLE = gettext_noop("Compare with the bank's own statement, and export the whole period again.")


def breaks_of(table: RegisterTable) -> list[RegisterRow]:
    """The rows whose balance does not follow from the one before, down the sheet or up, whichever has fewer."""
    opening = _said(_OPENING, table)
    down = _breaks(table.rows, opening)
    return min(down, _breaks(table.rows[::-1], opening), key=len) if down else []


def check_totals(table: RegisterTable) -> None:
    """In the columns, or in words above and below the rows: 收入合计: 12笔, 1,440.00元."""
    for column in ("credit", "debit"):
        for total in table.totals:
            said = figure(total.cells.get(column)) if total.is_grand else None
            if said is not None:
                sums = [sum((row[column] for row in table.rows), NOUGHT)]
                compare(table, table.head(column), said, sums, at_row=total.row)
        said = _said(_SUMS[column], table)
        moved = sum((abs(_moved(row)) for row in table.rows if (_moved(row) > 0) == (column == "credit")), NOUGHT)
        net = sum((row[column] for row in table.rows), NOUGHT)
        if said is not None and said not in (moved, net):
            table.report(
                Level.WARNING,
                gettext_noop("The file says “%(head)s” %(said)s, its rows add up to %(sum)s."),
                _EXPORT_THE_WHOLE,
                head=table.head(column),
                said=f"{said:,}",
                sum=f"{moved:,}",
            )


def check_balances(table: RegisterTable, breaks: Sequence[RegisterRow]) -> None:
    """Each row in `breaks` does not fit; and from the opening balance all rows lead to the closing one."""
    told = [row for row in table.rows if row["balance"] is not None and row.is_good]
    opening, closing = _said(_OPENING, table), _said(_CLOSING, table)
    for row in breaks if len(told) > 1 or opening is not None else ():
        row.values["is_doubtful"] = True
        row.warn(
            "balance",
            gettext_noop("The balance does not follow from the row before: rows may be missing."),
            _EXPORT_THE_WHOLE,
        )
    if opening is None or closing is None:
        return
    reached = opening + sum(map(_moved, table.rows), NOUGHT)
    if reached != closing:
        table.report(
            Level.WARNING,
            gettext_noop("From the opening balance %(opening)s the rows lead to %(reached)s, not to %(said)s."),
            _EXPORT_THE_WHOLE,
            opening=f"{opening:,}",
            reached=f"{reached:,}",
            said=f"{closing:,}",
        )


def _said(what: re.Pattern[str], table: RegisterTable) -> Decimal | None:
    """A figure among the lines above the heads and those that are no rows; beside its word, or in the next cell."""
    lines = [*table.titles, *(word for total in table.totals for word in total.words), *table.notes]
    if not table.has("balance"):
        lines += _told_between(table.rows)
    found = what.search(_joined(tuple(lines)))
    return figure(found[1]) if found else None


def _told_between(rows: Iterable[RegisterRow]) -> list[str]:
    """Rows that tell the first or the last balance of all, where no column has it: 期末余额 in one cell, the figure in
    the next that is filled."""
    lines = []
    for row in rows:
        cells = [str(cell) for cell in row.cells.values() if cell not in ("", None)]
        if row.outcome is RowOutcome.SKIPPED and cells and _FIRST_OR_LAST.match(squeezed(cells[0])):
            lines += cells
    return lines


def _joined(lines: Sequence[str]) -> str:
    return ";".join(map(squeezed, lines)).replace(":;", ":")


def _breaks(rows: Iterable[RegisterRow], opening: Decimal | None) -> list[RegisterRow]:
    """The rows whose balance is not the last one known and what moved since."""
    found, known = [], opening
    for row in rows:
        moved = _moved(row)
        if row["balance"] is None:
            known = None if known is None else known + moved
            continue
        if known is not None and row["balance"] != known + moved:
            found.append(row)
        known = row["balance"]
    return found


def _moved(row: RegisterRow) -> Decimal:
    movement: MoneyMovement | None = row.values.get("movement")
    if movement is None:
        return NOUGHT
    return -movement.amount.as_decimal() if movement.is_out else movement.amount.as_decimal()
