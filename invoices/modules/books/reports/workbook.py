"""The statements as a workbook (财务报表): figures as numbers, totals as formulas, printed on A4 across."""

from collections.abc import Callable, Sequence
from typing import IO, Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from invoices.modules.books.domain.statement_lines import CASH_FORM
from invoices.modules.books.domain.statements import Side, side_by_side
from invoices.modules.books.selectors import StatementsOfMonth, TrialLine
from property_ops.kernel.chinese_days import chinese_day, chinese_month
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month

HEAD_ROWS = 4
A4 = 9


class _Book:
    """A workbook with the looks that its sheets share."""

    def __init__(self, file: IO[bytes], company: str, month: Month) -> None:
        self.book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
        self.company, self.month = company, month
        line = {"border": 1, "border_color": "#9AA5B1", "font_name": "宋体", "font_size": 10}
        self.title = self.book.add_format({"bold": True, "font_size": 16, "align": "center", "font_name": "宋体"})
        self.note = self.book.add_format({"font_size": 10, "font_name": "宋体"})
        self.head = self.book.add_format({**line, "bold": True, "align": "center", "bg_color": "#EEF2F6"})
        self.text = self.book.add_format(line)
        self.money = self.book.add_format({**line, "num_format": "#,##0.00;-#,##0.00;"})
        self.total = self.book.add_format({**line, "bold": True, "num_format": "#,##0.00"})
        self.bold = self.book.add_format({**line, "bold": True})
        self.steps = [self.book.add_format({**line, "indent": level}) for level in range(4)]

    def sheet(self, name: str, form: str, period: str, widths: Sequence[int], heads: Sequence[str]) -> Any:
        sheet = self.book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.merge_range(0, 0, 0, len(widths) - 1, name, self.title)
        sheet.write(1, len(widths) - 1, form, self.note)
        sheet.write(2, 0, f"编制单位：{self.company}", self.note)
        sheet.write(2, len(widths) // 2, period, self.note)
        sheet.write(2, len(widths) - 1, "单位：元", self.note)
        for column, words in enumerate(heads):
            sheet.write(HEAD_ROWS - 1, column, words, self.head)
        sheet.freeze_panes(HEAD_ROWS, 0)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, HEAD_ROWS - 1)
        sheet.set_footer("&C第 &P 页 共 &N 页")
        return sheet

    def figure(self, sheet: Any, row: int, column: int, amount: Yuan | None, look: Any = None) -> None:
        if amount is None:
            sheet.write_blank(row, column, None, self.text)
        else:
            sheet.write_number(row, column, float(amount.as_decimal()), look or self.money)

    def formula(self, sheet: Any, row: int, column: int, formula: str, amount: Yuan) -> None:
        """With the value that the formula gives, for readers that do not reckon."""
        sheet.write_formula(row, column, formula, self.total, float(amount.as_decimal()))


def write_workbook(file: IO[bytes], *, company: str, trial: Sequence[TrialLine], found: StatementsOfMonth) -> None:
    """科目余额表, 资产负债表, 利润表 and 现金流量表 of a month."""
    made = _Book(file, company, found.month)
    _trial(made, trial)
    _balance_sheet(made, found)
    _income(made, found)
    _cash(made, found)
    made.book.close()


def _trial(made: _Book, trial: Sequence[TrialLine]) -> None:
    heads = (
        "科目编码",
        "科目名称",
        "年初借方",
        "年初贷方",
        "期初借方",
        "期初贷方",
        "本期借方",
        "本期贷方",
        "本年累计借方",
        "本年累计贷方",
        "期末借方",
        "期末贷方",
    )
    sheet = made.sheet("科目余额表", "", chinese_month(made.month), (11, 30, *(15,) * 10), heads)
    rows: list[tuple[TrialLine, list[Yuan]]] = [(line, _figures(line)) for line in trial]
    below = {line.code for line in trial if not any(other.code.startswith(f"{line.code}.") for other in trial)}
    for row, (line, figures) in enumerate(rows, start=HEAD_ROWS):
        sheet.write_string(row, 0, line.code, made.text)
        sheet.write_string(row, 1, line.name, made.steps[min(line.level, 3)])
        for column, amount in enumerate(figures, start=2):
            made.figure(sheet, row, column, amount or None)
    last = HEAD_ROWS + len(rows)
    sheet.write_string(last, 0, "", made.bold)
    sheet.write_string(last, 1, "合计（末级科目）", made.bold)
    places = [row for row, (line, _) in enumerate(rows, start=HEAD_ROWS) if line.code in below]
    for column in range(2, len(heads)):
        cells = "+".join(xl_rowcol_to_cell(row, column) for row in places)
        total = sum((rows[row - HEAD_ROWS][1][column - 2] for row in places), Yuan(0))
        made.formula(sheet, last, column, f"={cells}" if cells else "=0", total)
    sheet.autofilter(HEAD_ROWS - 1, 0, last - 1, len(heads) - 1)


def _figures(line: TrialLine) -> list[Yuan]:
    return [
        *_sides(line.year_opening),
        *_sides(line.opening),
        line.debit,
        line.credit,
        line.year_debit,
        line.year_credit,
        *_sides(line.closing),
    ]


def _sides(balance: Yuan) -> tuple[Yuan, Yuan]:
    zero = Yuan(0)
    return (balance, zero) if balance > zero else (zero, -balance)


def _balance_sheet(made: _Book, found: StatementsOfMonth) -> None:
    heads = ("资产", "行次", "期末余额", "年初余额", "负债和所有者权益", "行次", "期末余额", "年初余额")
    day = found.month.period.last_day
    period = chinese_day(day)
    sheet = made.sheet("资产负债表", "会小企01表", period, (28, 6, 18, 18, 28, 6, 18, 18), heads)
    for left, rows in zip((0, 4), side_by_side(found.assets, found.liabilities), strict=True):
        _lines(made, sheet, rows, left)


def _income(made: _Book, found: StatementsOfMonth) -> None:
    heads = ("项目", "行次", "本年累计金额", "本月金额")
    sheet = made.sheet("利润表", "会小企02表", chinese_month(found.month), (36, 6, 22, 22), heads)
    _lines(made, sheet, found.income, 0)


def _lines(made: _Book, sheet: Any, rows: Side, left: int) -> None:
    """Name, number and both figures; what adds lines up is a formula over their cells."""
    places = {row.line.number: HEAD_ROWS + place for place, row in enumerate(rows) if row and row.line.number}
    for place, row in enumerate(rows, start=HEAD_ROWS):
        if not row:
            for column in range(left, left + 4):
                sheet.write_blank(place, column, None, made.text)
            continue
        line = row.line
        sheet.write_string(place, left, line.name, made.bold if line.level == 0 else made.steps[1])
        if not line.number:
            for column in range(left + 1, left + 4):
                sheet.write_blank(place, column, None, made.text)
            continue
        sheet.write_number(place, left + 1, line.number, made.text)
        for column, amount in ((left + 2, row.first), (left + 3, row.second)):
            if line.totals:
                made.formula(sheet, place, column, _adding(line.totals, places, column), amount or Yuan(0))
            else:
                made.figure(sheet, place, column, amount)


def _adding(totals: Sequence[int], places: dict[int, int], column: int) -> str:
    cell: Callable[[int], str] = lambda number: xl_rowcol_to_cell(places[abs(number)], column)  # noqa: E731
    return "=" + "".join(f"{'-' if number < 0 else '+'}{cell(number)}" for number in totals).removeprefix("+")


def _cash(made: _Book, found: StatementsOfMonth) -> None:
    heads = ("项目", "行次", "本年累计金额", "本月金额")
    sheet = made.sheet("现金流量表", "会小企03表", chinese_month(found.month), (44, 6, 22, 22), heads)
    places = {number: HEAD_ROWS + place for place, (_name, number, _totals) in enumerate(CASH_FORM) if number}
    for place, (name, number, totals) in enumerate(CASH_FORM, start=HEAD_ROWS):
        sheet.write_string(place, 0, name, made.steps[1] if number and not totals else made.bold)
        if not number:
            for column in range(1, 4):
                sheet.write_blank(place, column, None, made.text)
            continue
        sheet.write_number(place, 1, number, made.text)
        for column, amount in enumerate(found.cash[number], start=2):
            if totals:
                made.formula(sheet, place, column, _adding(totals, places, column), amount)
            else:
                made.figure(sheet, place, column, amount)
