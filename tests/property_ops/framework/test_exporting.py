"""Tables for other programs: exact, and harmless in a spreadsheet."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.utils import translation
from openpyxl import load_workbook

from property_ops.framework import workbook
from property_ops.framework.exporting import write_csv, write_json
from property_ops.framework.workbook import Ratio, Reckoned, SheetHead, write_xlsx
from property_ops.kernel.money import Yuan

COLUMNS = ["name", "day", "area", "amount"]
ROW = {"name": "牡丹花园", "day": date(2022, 6, 30), "area": Decimal("93.02"), "amount": Yuan(10_00)}


def test_csv_has_dates_as_iso_numbers_as_they_print_and_no_byte_order_mark() -> None:
    file = StringIO()
    assert write_csv(COLUMNS, [ROW, {**ROW, "day": None}], file) == 2
    assert file.getvalue() == "name,day,area,amount\n牡丹花园,2022-06-30,93.02,10.00\n牡丹花园,,93.02,10.00\n"


def test_json_keeps_numbers_as_text_and_nothing_as_null() -> None:
    file = StringIO()
    write_json(COLUMNS, [{**ROW, "day": None}], file)
    assert json.loads(file.getvalue()) == [{"name": "牡丹花园", "day": None, "area": "93.02", "amount": "10.00"}]


def test_an_empty_table_is_a_head_and_an_empty_list() -> None:
    lines, objects = StringIO(), StringIO()
    write_csv(COLUMNS, [], lines)
    write_json(COLUMNS, [], objects)
    assert lines.getvalue() == "name,day,area,amount\n"
    assert json.loads(objects.getvalue()) == []


@pytest.mark.parametrize("evil", ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)"])
def test_a_cell_that_looks_like_a_formula_is_text_everywhere(evil: str) -> None:
    lines, book = StringIO(), BytesIO()
    write_csv(["name"], [{"name": evil}], lines)
    assert lines.getvalue().splitlines()[1].lstrip('"').startswith("'")
    write_xlsx(["name"], [{"name": evil}], book)
    cell = load_workbook(book).worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", evil)


def test_a_negative_amount_is_a_number_and_gets_no_apostrophe() -> None:
    file = StringIO()
    write_csv(["amount"], [{"amount": Yuan(-5_00)}], file)
    assert file.getvalue() == "amount\n-5.00\n"


def test_what_a_sheet_cannot_hold_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "EXCEL_ROWS", 2)
    book = BytesIO()
    assert write_xlsx(["name"], [{"name": str(number)} for number in range(5)], book, title="账单: 2022/06 & 更早") == 5
    sheets = load_workbook(book).worksheets
    assert [[cell.value for cell in sheet["A"]] for sheet in sheets] == [
        ["name", "0", "1"],
        ["name", "2", "3"],
        ["name", "4"],
    ]
    assert [sheet.title for sheet in sheets] == [
        "账单  2022 06 & 更早",
        "账单  2022 06 & 更早 2",
        "账单  2022 06 & 更早 3",
    ]
    assert sheets[0].oddHeader.center.text == "账单: 2022/06 && 更早"
    assert (sheets[0].page_setup.orientation, sheets[0].page_setup.paperSize) == ("landscape", 9)
    assert (sheets[0].print_title_rows, sheets[2].auto_filter.ref) == ("$1:$1", "A1:A2")


def _book(file: BytesIO, *, values: bool = False) -> Any:
    return load_workbook(BytesIO(file.getvalue()), data_only=values)


def test_a_head_says_what_it_is_whose_it_is_and_what_it_is_narrowed_to() -> None:
    file = BytesIO()
    head = SheetHead("账单", "单位名称：幸福物业", ("小区：牡丹花园", "查询：王"))
    write_xlsx(COLUMNS, [ROW], file, head=head)
    sheet = _book(file).active
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 4, 5)] == [
        "账单",
        "单位名称：幸福物业",
        "小区：牡丹花园　查询：王",
        "name",
        "牡丹花园",
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A5", "A4:D5", "$1:$4")


def test_a_total_is_a_formula_with_the_value_that_it_gives() -> None:
    file = BytesIO()
    rows = [ROW, {**ROW, "amount": Yuan(-2_50)}, {**ROW, "amount": None}]
    with translation.override("en"):
        write_xlsx(COLUMNS, rows, file, head=SheetHead("账单"), totals=["amount"])
    written, found = _book(file).active, _book(file, values=True).active
    assert (written["A8"].value, written["D8"].value) == ("Total", "=SUBTOTAL(9,D5:D7)")
    assert found["D8"].value == 7.5
    assert written["C8"].value is None, "what does not add up has no total"
    assert written.auto_filter.ref == "A4:D7", "the total is not filtered with the rows"


def test_an_empty_sheet_has_no_total() -> None:
    file = BytesIO()
    write_xlsx(COLUMNS, [], file, head=SheetHead("账单"), totals=["amount"])
    assert _book(file).active.max_row == 4


def test_what_goes_on_in_the_next_sheet_is_added_up_over_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "EXCEL_ROWS", 2)
    file = BytesIO()
    write_xlsx(COLUMNS, [ROW] * 3, file, head=SheetHead("业主's 账单"), totals=["amount"])
    last, found = _book(file).worksheets[-1], _book(file, values=True).worksheets[-1]
    assert last["D6"].value == "=SUBTOTAL(9,'业主''s 账单'!D5:D6)+SUBTOTAL(9,D5:D5)"
    assert found["D6"].value == 30


def test_a_ratio_is_a_number_shown_in_per_cent_and_sums_within_are_formulas() -> None:
    file = BytesIO()
    reckoned = Reckoned(Yuan(7_00), ((2, 0, 1), (1, 0, -1)))
    amounts = [Yuan(10_00), Yuan(3_00), reckoned]
    rows = [{"rate": Ratio("0.985"), "amount": amount} for amount in amounts]
    below = {"rate": ("IF({1}>0,{1}/10,0)", Ratio("0.5"))}
    write_xlsx(["rate", "amount"], rows, file, head=SheetHead("表"), below=below)
    written, found = _book(file).active, _book(file, values=True).active
    assert (written["A5"].value, written["A5"].number_format) == (0.985, "0.00%")
    assert (written["B7"].value, found["B7"].value) == ("=B5-B6", 7)
    assert (written["A8"].value, found["A8"].value) == ("=IF(B8>0,B8/10,0)", 0.5)


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    file = BytesIO()
    write_xlsx(["a", "b"], [{"a": "牡丹花园五号楼二单元", "b": "长" * 200}], file, head=SheetHead("表"))
    widths = _book(file).active.column_dimensions
    assert 20 <= widths["A"].width < 25
    assert widths["B"].width < 50, "what is very long is not as wide as the screen"
