"""Tables for other programs: exact, and harmless in a spreadsheet."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from property_ops.framework import workbooks
from property_ops.framework.exporting import write_csv, write_json, write_xlsx
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
    monkeypatch.setattr(workbooks, "EXCEL_ROWS", 2)
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
