"""Subtotals on paper against the rows above them: a difference is worth a look."""

from decimal import Decimal

from property_ops.framework.importing.cells import is_blank, number
from property_ops.framework.importing.problems import CellError, Level
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RegisterTotal
from property_ops.kernel.quantity import SQUARE_METRES, plain, without_unit
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.domain.addresses import NotAPlace, building_number

_ROUNDING = Decimal("0.01")


def check_subtotals(table: RegisterTable, column: str) -> None:
    """Warn where a 小计 or 合计 of areas is not the sum of its rows, a unit entered twice counted once or twice."""
    before = 0
    for total in table.totals:
        stated = _stated(total, column)
        if stated is not None:
            candidates = _candidates(table, total, column, before)
            if candidates and all(abs(stated - found) >= _ROUNDING for found in candidates):
                table.report(
                    Level.WARNING,
                    gettext_noop("%(label)s says %(stated)s, but its rows add up to %(found)s."),
                    gettext_noop("Check the rows above, and the total."),
                    column=column,
                    at_row=total.row,
                    label=total.label,
                    stated=plain(stated),
                    found=plain(candidates[0]),
                )
        before = total.rows_before


def _candidates(table: RegisterTable, total: RegisterTotal, column: str, before: int) -> list[Decimal]:
    """The sums that the total may mean, the likeliest first."""
    if total.is_grand:
        groups = [table.rows[: total.rows_before]]
    else:
        groups = [table.rows[before : total.rows_before]]
        building = _building(total)
        if building is not None:
            groups.append([row for row in table.rows if row["building"] == building])
    if any(row[column] is None for rows in groups for row in rows):
        return []  # an area that cannot be read is a problem of its own
    return [sum(areas, Decimal(0)) for rows in groups for areas in (_once(rows, column), _each(rows, column))]


def _each(rows: list[RegisterRow], column: str) -> list[Decimal]:
    return [row[column] for row in rows]


def _once(rows: list[RegisterRow], column: str) -> list[Decimal]:
    return list({(row["estate"], row["building"], row["entrance"], row["room"]): row[column] for row in rows}.values())


def _stated(total: RegisterTotal, column: str) -> Decimal | None:
    cell = total.cells.get(column, "")
    try:
        return None if is_blank(cell) else number(without_unit(cell, SQUARE_METRES) if isinstance(cell, str) else cell)
    except CellError:
        return None


def _building(total: RegisterTotal) -> int | None:
    for word in (str(total.cells.get("building", "")), *total.words):
        try:
            return building_number(word.replace("小计", "").replace("合计", ""))
        except NotAPlace:
            continue
    return None
