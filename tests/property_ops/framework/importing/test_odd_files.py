"""What programs around Excel do to a workbook: it is read as the office sees it, or refused with a sentence."""

import time
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from property_ops.framework.importing import apart
from property_ops.framework.importing.problems import FileError
from property_ops.framework.importing.workbooks import open_workbook
from property_ops.modules.estates.public import Estate, Unit
from tests.property_ops.framework.importing.papers import (
    ESTATES,
    ONE_ESTATE,
    UNITS,
    errors,
    only_error,
    register,
    run,
    warnings,
    workbook,
)

HEADS = "楼号,单元,房号,业主姓名,联系电话,建筑面积,房屋性质,入住情况"


def flat(number: int) -> list:
    return [number, "1", "1", f"10{number}", "住户甲", "", 100, "住宅", "自住", "", ""]


@pytest.fixture
def garden(tmp_path, db):
    run(workbook(tmp_path / "小区台账.xlsx", {"小区台账": register(ESTATES, *ONE_ESTATE)}))
    return Estate.objects.get()


def test_text_that_excel_would_take_for_a_number_is_written_as_a_formula_in_csv(garden, tmp_path):
    path = tmp_path / "牡丹花园.csv"
    row = '1,1,"=""0301""",住户甲,="13800000001",80.5,住宅,自住'
    path.write_text(f"{HEADS}\r\n{row}\r\n", encoding="utf-8-sig")
    report = run(path)
    assert (errors(report), warnings(report)) == ([], [])
    unit = Unit.objects.get()
    assert (unit.room, unit.tenures.get().phone) == ("0301", "13800000001")


def test_what_one_reader_cleans_away_they_all_do(garden, tmp_path):
    rows = [HEADS.split(","), ["`1", "\t1\t", '="0301"', "`住户甲", "`13800000001", "80.5", "住宅", "自住"]]
    report = run(workbook(tmp_path / "房屋.xlsx", {"牡丹花园": rows}))
    assert (errors(report), warnings(report)) == ([], [])
    unit = Unit.objects.get()
    assert (unit.room, unit.tenures.get().name, unit.tenures.get().phone) == ("0301", "住户甲", "13800000001")


def test_a_package_with_backslashes_is_read_as_its_twin(garden, tmp_path):
    path = workbook(tmp_path / "房屋.xlsx", {"牡丹花园": [UNITS, flat(1)]})
    twin = tmp_path / "反斜杠.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(twin, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            copy.writestr(name.replace("/", "\\"), source.read(name))
    report = run(twin)
    assert (errors(report), Unit.objects.get().room) == ([], "101")


def test_a_hidden_sheet_is_left_out_and_named(garden, tmp_path):
    path = workbook(tmp_path / "房屋.xlsx", {"牡丹花园": [UNITS, flat(1)], "Sheet9": [UNITS, flat(2)]})
    book = load_workbook(path)
    book["Sheet9"].sheet_state = "veryHidden"
    book.save(path)
    report = run(path)
    assert errors(report) == []
    said = [(problem.sheet, problem.says) for problem in report.files[0].all_problems()]
    assert said == [
        ("Sheet9", "The sheet is hidden; it was left out. Show it in WPS or Excel if it is to be imported.")
    ]
    assert [unit.room for unit in Unit.objects.all()] == ["101"]


def test_hidden_rows_are_told(garden, tmp_path):
    path = workbook(tmp_path / "房屋.xlsx", {"牡丹花园": [UNITS, flat(1), flat(2)]})
    book = load_workbook(path)
    book["牡丹花园"].row_dimensions[3].hidden = True
    book.save(path)
    report = run(path)
    assert [problem.says % problem.facts for problem in warnings(report)] == [
        "1 rows of this sheet are hidden; they were read like the others."
    ]


@pytest.mark.parametrize("column", ["业主姓名", "租户姓名", "备注", "联系电话", "楼号"])
def test_a_formula_without_a_stored_result_is_refused_in_any_column(garden, tmp_path, column):
    row = [cell if head != column else "=VLOOKUP(C2,名册!A:B,2,0)" for head, cell in zip(UNITS, flat(1), strict=True)]
    report = run(workbook(tmp_path / "房屋.xlsx", {"牡丹花园": [UNITS, row]}))
    (problem,) = [one for one in report.files[0].all_problems() if "formula" in one.says]
    assert (problem.column, problem.value) == (column, "=VLOOKUP(C2,名册!A:B,2,0)")
    assert not Unit.objects.filter(tenures__name__startswith="=").exists()


def test_the_stored_result_of_a_link_is_the_name(garden, tmp_path):
    row = [
        cell if head != "业主姓名" else '=HYPERLINK("#x","住户甲")' for head, cell in zip(UNITS, flat(1), strict=True)
    ]
    path = workbook(tmp_path / "房屋.xlsx", {"牡丹花园": [UNITS, row]})
    target = tmp_path / "算过.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b'<c r="E2">', b'<c r="E2" t="str">')
                content = content.replace(b"</f><v /></c>", "</f><v>住户甲</v></c>".encode())
                content = content.replace(b"</f><v></v></c>", "</f><v>住户甲</v></c>".encode())
            copy.writestr(part, content)
    assert errors(run(target)) == []
    assert Unit.objects.get().tenures.get().name == "住户甲"


def with_elapsed_time(path: Path, number: float) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "牡丹花园"
    for row in [UNITS, flat(1), flat(2)]:
        sheet.append(row)
    sheet["F3"] = number
    sheet["F3"].number_format = "[h]:mm:ss"
    book.save(path)
    return path


@pytest.mark.parametrize("number", [13812345678901, -1e308, 1e300])
def test_a_number_shown_as_a_time_that_cannot_be_is_named(garden, tmp_path, number):
    problem = only_error(run(with_elapsed_time(tmp_path / "房屋.xlsx", number)))
    assert problem.says % problem.facts == (
        f"Sheet “牡丹花园”, cell F3: {number:.15g} is formatted as a time, and no time is so long."
    )
    assert problem.advice
    assert Unit.objects.count() == 0


def test_the_other_files_of_the_same_import_are_stored(garden, tmp_path):
    folder = tmp_path / "一起"
    folder.mkdir()
    with_elapsed_time(folder / "1.xlsx", 13812345678901)
    workbook(folder / "2.xlsx", {"牡丹花园": [UNITS, flat(3)]})
    report = run(folder)
    assert [one.stored for one in report.files] == [False, True]
    assert Unit.objects.get().room == "103"


@pytest.mark.parametrize(
    ("limit", "seconds", "does"),
    [
        ("PATIENCE", 0.5, "import time; time.sleep(60)"),
        ("SECONDS", -1, "sys.modules['python_calamine'] = Spin()\n_main()"),
    ],
    ids=["by the clock", "of the processor"],
)
def test_a_reader_that_does_not_come_back_is_ended_and_no_file_is_called_damaged_for_it(
    tmp_path, monkeypatch, limit, seconds, does
):
    apart._reader.end()
    monkeypatch.setattr(apart, limit, seconds)
    monkeypatch.setattr(apart, "__file__", str(tmp_path / "reader.py"))
    own = Path(apart.read_apart.__code__.co_filename).read_text().partition('if __name__ == "__main__":')[0]
    spin = "class Spin:\n    def __getattr__(self, name):\n        while True: pass\n"
    (tmp_path / "reader.py").write_text(f"{own}\n{spin}{does}")
    path = workbook(tmp_path / "好.xlsx", {"小区台账": register(ESTATES, *ONE_ESTATE)})
    with pytest.raises(FileError, match="could not be read in the time"):
        open_workbook(path)
    monkeypatch.undo()
    assert open_workbook(path).sheets[0].name == "小区台账"


def test_an_ods_of_rows_that_never_end_is_answered_soon(tmp_path):
    path = tmp_path / "长.ods"
    rows = b'<table:table-row table:number-rows-repeated="2">' * 100_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"<office:document-content>" + rows)
    before = time.process_time()
    with pytest.raises(FileError):
        open_workbook(path)
    assert time.process_time() - before < 5  # 38 seconds when each row was looked for again


def test_a_sheet_as_wide_as_excel_lets_it_be_is_answered_soon(garden, tmp_path):
    path = workbook(tmp_path / "宽.xlsx", {"牡丹花园": [[f"列{number}" for number in range(16_384)]]})
    before = time.process_time()
    assert "known here" in only_error(run(path)).says
    assert time.process_time() - before < 5


def test_a_cell_of_thousands_of_digits_is_a_sentence(garden, tmp_path):
    row = [cell if head != "楼号" else "9" * 4301 for head, cell in zip(UNITS, flat(1), strict=True)]
    report = run(workbook(tmp_path / "房屋.xlsx", {"牡丹花园": [UNITS, row]}))
    assert errors(report)
    assert Unit.objects.count() == 0
