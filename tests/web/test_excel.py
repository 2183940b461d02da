"""Every Excel file that people are given, as an accountant would have made it: one test over all of them."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils import column_index_from_string

from property_ops.framework.web.lists import EXPORT_KEY, Listing
from tests.services.plugin import skip_unless_ci
from tests.services.spreadsheets import LibreOfficeMissing, reckoned_again
from tests.web.crawling import Site
from tests.web.reading import content_of

pytestmark = pytest.mark.django_db

FOR_PROGRAMS = {"charge_lines", "export_vouchers", "invoice_batch"}
"""Other programs read these, by the columns' names in the first row."""
HEAD = 4
LOOKS_LIKE_A_FIGURE = re.compile(r"-?[\d,]+\.\d\d|-?\d+(\.\d+)?%")
CELL, RANGE = r"([A-Z]+)(\d+)", re.compile(r"SUBTOTAL\(9,([A-Z]+)(\d+):([A-Z]+)(\d+)\)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def exports(site: Site) -> Iterator[tuple[str, Any]]:
    """Each address that gives a workbook, once for each page, and the answer."""
    for name, places in site.seen.items():
        for place in places[:1]:
            if name in FOR_PROGRAMS or not place.takes("get"):
                continue
            is_list = place.view and issubclass(place.view, Listing) and place.view.export_name
            offers = is_list or "export=xlsx" in site.looks.at(place.url).words
            url = f"{place.url}{'&' if place.query else '?'}{EXPORT_KEY}=xlsx" if offers else place.url
            answer = site.looks.at(url).answer
            if answer.status_code == 200 and "spreadsheetml" in answer.headers.get("Content-Type", ""):
                yield url, answer


def faults(answer: Any) -> Iterator[str]:
    content = content_of(answer)
    name = unquote(answer.headers["Content-Disposition"])
    if not CHINESE.search(name):
        yield f"its name is {name}"
    written, found = (openpyxl.load_workbook(BytesIO(content), data_only=values) for values in (False, True))
    for sheet in written:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        if not CHINESE.search(sheet.title):
            yield f"a sheet is called {sheet.title}"
        yield from head_faults(sheet, rows)
        yield from cell_faults(sheet)
        yield from formula_faults(sheet, found[sheet.title])


def head_faults(sheet: Any, rows: list[list[Any]]) -> Iterator[str]:
    if not CHINESE.search(str(rows[0][0])):
        yield f"its title is {rows[0][0]}"
    if not any("单位" in str(cell) for row in rows[1:3] for cell in row):
        yield "it does not say whose figures they are"
    if sheet.freeze_panes != f"A{HEAD + 1}":
        yield f"it is frozen at {sheet.freeze_panes}"
    if sheet.print_title_rows != f"$1:${HEAD}":
        yield f"on each page it prints {sheet.print_title_rows}"
    if (sheet.page_setup.orientation, sheet.page_setup.paperSize) != ("landscape", 9):
        yield "it does not print on A4 across"
    narrow = [letter for letter, one in sheet.column_dimensions.items() if one.width < 6]
    if narrow:
        yield f"columns {narrow} are narrow"


def cell_faults(sheet: Any) -> Iterator[str]:
    for row in sheet.iter_rows(min_row=HEAD + 1):
        for cell in row:
            is_code = re.search("编码|科目|编号", str(sheet.cell(HEAD, cell.column).value))
            if isinstance(cell.value, str) and LOOKS_LIKE_A_FIGURE.fullmatch(cell.value) and not is_code:
                yield f"{cell.coordinate} is text: {cell.value}"


def formula_faults(sheet: Any, found: Any) -> Iterator[str]:
    """What each formula comes to by the cells of the file, and what the file says that it does."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                told = found[cell.coordinate].value
                ours = reckoned(cell.value, found)
                if ours is not None and Decimal(str(told or 0)) != ours:
                    yield f"{cell.coordinate} is {told}, and {cell.value} comes to {ours}"


def reckoned(formula: str, values: Any) -> Decimal | None:
    """By hand: sums of ranges, and cells added and taken off. A quotient is not reckoned here."""
    if "/" in formula:
        return None
    total = Decimal(0)
    for first, top, _last, bottom in RANGE.findall(formula):
        column = column_index_from_string(first)
        total += sum((_number(values.cell(row, column).value) for row in range(int(top), int(bottom) + 1)), Decimal(0))
    for sign, letters, row in re.findall(rf"([-+=]){CELL}(?![:\d])", RANGE.sub("", formula)):
        total += _number(values[f"{letters}{row}"].value) * (-1 if sign == "-" else 1)
    return total


def _number(value: Any) -> Decimal:
    is_figure = not isinstance(value, str | bool | date | datetime | None)
    return Decimal(str(value)).quantize(Decimal("0.000001")) if is_figure else Decimal(0)


def test_every_workbook_is_one_that_an_accountant_would_make(site):
    looked_at, wrong = [], []
    for url, answer in exports(site):
        looked_at.append(url)
        wrong += [f"{url}: {fault}" for fault in faults(answer)]
    assert len(looked_at) > 40, looked_at
    assert not wrong, "\n".join(wrong)


@pytest.mark.long
def test_libreoffice_comes_to_what_each_formula_says(site, tmp_path):
    """Of our own figures, which Excel shows until it reckons, and of a false one, which must not pass."""
    given, again = tmp_path / "given", tmp_path / "again"
    given.mkdir()
    written = {}
    for number, (url, answer) in enumerate(exports(site)):
        if has_formulas(content_of(answer)):
            written[url] = given / f"{number}.xlsx"
            written[url].write_bytes(content_of(answer))
    false = xlsxwriter.Workbook(given / "false.xlsx")
    false.add_worksheet().write_formula("A1", "=1+1", None, 3)
    false.close()
    try:
        reckoned_again(sorted(given.iterdir()), again)
    except LibreOfficeMissing as missing:
        skip_unless_ci(str(missing))
    assert openpyxl.load_workbook(again / "false.xlsx", data_only=True).active["A1"].value == 2
    wrong = [f"{url}: {fault}" for url, path in written.items() for fault in differences(path, again / path.name)]
    assert not wrong, "\n".join(wrong)
    assert len(written) > 40


def has_formulas(content: bytes) -> bool:
    with ZipFile(BytesIO(content)) as parts:
        return any(b"<f>" in parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet"))


def differences(ours: Path, theirs: Path) -> Iterator[str]:
    """Formulas that LibreOffice reckons otherwise, or makes an error of."""
    formulas = openpyxl.load_workbook(ours)
    told, found = (openpyxl.load_workbook(path, data_only=True) for path in (ours, theirs))
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                here, there = told[sheet.title][cell.coordinate].value, found[sheet.title][cell.coordinate].value
                if _rounded(here) != _rounded(there):
                    yield f"{sheet.title} {cell.coordinate} {cell.value}: {here}, LibreOffice {there}"


def _rounded(value: Any) -> Any:
    return round(value, 6) if isinstance(value, int | float) else value or 0
