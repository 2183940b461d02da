"""A register is recognised by its heads, wherever they stand; what is no row of it is skipped and counted."""

from pathlib import Path

import pytest

from property_ops.framework.importing import Level
from property_ops.modules.estates.public import Estate, Unit
from tests.property_ops.framework.importing.papers import (
    ESTATES,
    ONE_ESTATE,
    UNITS,
    cells,
    counts,
    errors,
    only_error,
    register,
    run,
    unit,
    workbook,
)


@pytest.fixture
def estate(db) -> Estate:
    return Estate.objects.create(code="BC01", name="牡丹花园", management="assisted")


def import_units(folder: Path, rows, sheet="牡丹花园"):
    return run(workbook(folder / "房屋.xlsx", {sheet: rows}))


def codes() -> list[str]:
    return sorted(Unit.objects.values_list("code", flat=True))


def test_heads_are_known_with_spaces_full_width_letters_brackets_and_units(tmp_path, estate):
    heads = [
        "序 号",
        "楼  号",
        "单元:",
        "房\n号",
        "业主（姓名）",
        "联系电话*",
        "建筑面积（平方米）",
        "【房屋性质】",
        "入住情况",
        "租户姓名(如有)",
    ]
    heads[4] = "业主姓名（产权人）"
    report = import_units(tmp_path, [heads, unit()[:10]])
    assert not errors(report)
    assert codes() == ["BC01-1-1-101"]


def test_the_order_of_columns_is_free_and_others_are_left_out(tmp_path, estate):
    order = [10, 8, 7, 6, 3, 2, 1, 5, 4]
    rows = [["水表号", *(UNITS[index] for index in order)], ["W-1", *(unit()[index] for index in order)]]
    report = import_units(tmp_path, rows)
    assert not errors(report)
    info = [problem.message for problem in report.problems() if problem.level is Level.INFO]
    assert any("水表号" in message for message in info)
    assert codes() == ["BC01-1-1-101"]


def test_heads_may_stand_as_low_as_row_15(tmp_path, estate):
    rows = [["牡丹花园房屋台账"], *([None] for _ in range(13)), UNITS, unit()]
    assert not errors(import_units(tmp_path, rows))
    assert codes() == ["BC01-1-1-101"]


def test_heads_over_two_rows_are_read_together(tmp_path, estate):
    from openpyxl import load_workbook

    upper = ["序号", "房屋", None, None, "业主", None, "建筑面积", "房屋性质", "入住情况"]
    lower = [None, "楼号", "单元", "房号", "姓名", "电话", None, None, None]
    path = workbook(tmp_path / "房屋.xlsx", {"牡丹花园": [["牡丹花园房屋台账"], upper, lower, unit()[:9]]})
    book = load_workbook(path)
    for cells_merged in ("B2:D2", "E2:F2", "A2:A3", "G2:G3", "H2:H3", "I2:I3"):
        book["牡丹花园"].merge_cells(cells_merged)
    book.save(path)
    assert not errors(run(path))
    assert Unit.objects.get().tenures.get().name == "秦志"
    assert Unit.objects.get().tenures.get().phone == "13800000000"


def test_a_title_may_be_merged_wider_than_the_table(tmp_path, estate):
    from openpyxl import load_workbook

    path = workbook(tmp_path / "房屋.xlsx", {"牡丹花园": register(UNITS, unit())})
    book = load_workbook(path)
    book["牡丹花园"].merge_cells("A1:Z1")
    book["牡丹花园"].merge_cells("M2:Z2")
    book.save(path)
    assert not errors(run(path))


def test_a_missing_column_is_named(tmp_path, estate):
    for head in ("楼号", "房号", "建筑面积(㎡)", "房屋性质", "业主姓名"):
        at = UNITS.index(head)
        rows = [[cell for index, cell in enumerate(row) if index != at] for row in (UNITS, unit())]
        problem = only_error(import_units(tmp_path, rows))
        assert head.removesuffix("(㎡)") in problem.message
        assert Unit.objects.count() == 0


def test_two_columns_for_one_fact_are_refused(tmp_path, estate):
    rows = [[*UNITS, "建筑面积"], [*unit(), 90]]
    assert "建筑面积" in only_error(import_units(tmp_path, rows)).message


def test_blank_rows_totals_repeated_heads_and_notes_are_skipped_and_counted(tmp_path, estate):
    rows = register(
        UNITS,
        unit(1),
        cells(UNITS, 序号="小计", 楼号="1号楼", **{"建筑面积(㎡)": 93.02}),
        [],
        ["牡丹花园房屋台账"],
        UNITS,
        unit(2),
        cells(UNITS, 序号="小　计", **{"建筑面积(㎡)": 93.02}),
        cells(UNITS, 楼号="合 计：", **{"建筑面积(㎡)": 186.04}),
        [9],
        ["制表人：张三", None, None, "审核人：李四", None, "日期：2022-06-30"],
        ["注：本表一式两份"],
    )
    report = import_units(tmp_path, rows)
    assert counts(report) == [("牡丹花园", 11, 2, 0, 0, 9)]
    assert list(report.problems()) == []
    assert codes() == ["BC01-1-1-101", "BC01-1-1-201"]


def test_a_row_without_its_key_but_with_facts_is_an_error_not_a_note(tmp_path, estate):
    problem = only_error(import_units(tmp_path, [UNITS, unit(1), unit(2, 房号=None)]))
    assert (problem.row, problem.column) == (3, "房号")


def test_merged_cells_count_for_all_their_rows(tmp_path, estate):
    from openpyxl import load_workbook

    path = workbook(tmp_path / "房屋.xlsx", {"牡丹花园": [UNITS, unit(1), unit(2, 楼号=None), unit(3, 楼号="同上")]})
    book = load_workbook(path)
    book["牡丹花园"].merge_cells("B2:B3")
    book.save(path)
    assert not errors(run(path))
    assert codes() == ["BC01-1-1-101", "BC01-1-1-201", "BC01-1-1-301"]


def test_hidden_rows_and_columns_are_read_like_others(tmp_path, estate):
    from openpyxl import load_workbook

    path = workbook(tmp_path / "房屋.xlsx", {"牡丹花园": [UNITS, unit(1), unit(2)]})
    book = load_workbook(path)
    book["牡丹花园"].row_dimensions[2].hidden = True
    book["牡丹花园"].column_dimensions["G"].hidden = True
    book.save(path)
    assert counts(run(path)) == [("牡丹花园", 2, 2, 0, 0, 0)]


def test_every_problem_names_file_sheet_row_column_value_and_what_to_do(tmp_path, estate):
    rows = register(UNITS, unit(1), unit(2, **{"建筑面积(㎡)": "约九十"}))
    problem = only_error(import_units(tmp_path, rows))
    assert (problem.file, problem.sheet, problem.row) == ("房屋.xlsx", "牡丹花园", 5)
    assert (problem.column, problem.value) == ("建筑面积(㎡)", "约九十")
    assert problem.message
    assert problem.advice


def test_a_formula_is_neither_run_nor_stored(tmp_path, estate):
    attack = "=cmd|' /C calc'!A0"
    report = import_units(tmp_path, [UNITS, unit(1, 业主姓名=attack), unit(2, 备注='=HYPERLINK("http://x","点")')])
    assert [(problem.column, problem.value[:5]) for problem in errors(report)] == [
        ("业主姓名", "=cmd|"),
        ("备注", "=HYPE"),
    ]
    assert Unit.objects.count() == 0


def test_a_formula_without_a_stored_result_is_no_number(tmp_path, estate):
    problem = only_error(import_units(tmp_path, [UNITS, unit(1, **{"建筑面积(㎡)": "=90+3.02"})]))
    assert "formula" in problem.says
    assert problem.value == "=90+3.02"


def test_the_result_that_excel_stored_for_a_formula_is_its_value(tmp_path, estate):
    import zipfile

    path = workbook(tmp_path / "房屋.xlsx", {"牡丹花园": [UNITS, unit(1, **{"建筑面积(㎡)": "=90+3.02"})]})
    target = tmp_path / "算过.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.infolist():
            content = source.read(part)
            if part.filename.endswith("sheet1.xml"):
                assert b"<v></v>" in content or b"<v />" in content or b"<v/>" in content
                for empty in (b"<v></v>", b"<v />", b"<v/>"):
                    content = content.replace(empty, b"<v>93.02</v>")
            copy.writestr(part, content)
    assert not errors(run(target))
    assert str(Unit.objects.get().area) == "93.0200"


def test_excel_error_values_are_refused(tmp_path, estate):
    report = import_units(tmp_path, [UNITS, unit(1, 业主姓名="#N/A"), unit(2, **{"建筑面积(㎡)": "#REF!"})])
    assert [problem.column for problem in errors(report)] == ["业主姓名", "建筑面积(㎡)"]


def test_a_sheet_that_is_no_register_is_left_out_beside_one_that_is(tmp_path, estate):
    path = workbook(tmp_path / "房屋.xlsx", {"说明": [["本工作簿由物业填写"]], "牡丹花园": [UNITS, unit()]})
    report = run(path)
    assert not errors(report)
    assert counts(report)[0] == ("牡丹花园", 1, 1, 0, 0, 0)


def test_a_file_without_any_register_is_an_error_that_says_what_was_found(tmp_path, db):
    problem = only_error(run(workbook(tmp_path / "通讯录.xlsx", {"通讯录": [["姓名", "职务"], ["张三", "主任"]]})))
    assert "姓名" in problem.message


def test_a_csv_file_in_the_encoding_of_old_office_programs_is_read(tmp_path, estate):
    lines = [",".join(UNITS), ",".join("" if cell is None else str(cell) for cell in unit(1, 房号="0101"))]
    path = tmp_path / "牡丹花园.csv"
    for encoding in ("gb18030", "utf-8", "utf-8-sig", "utf-16"):
        path.write_bytes("\r\n".join(lines).encode(encoding))
        assert not errors(run(path))
    assert codes() == ["BC01-1-1-0101"]


def test_several_registers_in_one_workbook_are_imported_in_the_order_they_need(tmp_path, db):
    path = workbook(tmp_path / "全部.xlsx", {"牡丹花园": [UNITS, unit()], "小区台账": register(ESTATES, *ONE_ESTATE)})
    assert not run(path).has_errors
    assert codes() == ["BC01-1-1-101"]


def test_memory_stays_bounded_when_every_row_is_wrong(tmp_path, estate):
    rows = [UNITS, *(unit(number, **{"建筑面积(㎡)": 0}) for number in range(1, 400))]
    found = errors(import_units(tmp_path, rows))
    assert len(found) == 101
    assert found[-1].facts == {"count": 299}


def test_days_in_a_workbook_that_counts_from_1904_are_not_guessed(tmp_path, db):
    from openpyxl import load_workbook

    path = workbook(tmp_path / "小区.xlsx", {"小区台账": register(ESTATES, [1, "BC01", "牡丹花园", "在管", 43174])})
    book = load_workbook(path)
    book.epoch = __import__("datetime").datetime(1904, 1, 1)
    book.save(path)
    assert "1904" in only_error(run(path)).says


def test_an_odd_sheet_name_or_title_still_names_the_estate(tmp_path, estate):
    assert not errors(import_units(tmp_path, [UNITS, unit(1)], sheet=" 牡丹花园　"))
    assert not errors(import_units(tmp_path, [["牡丹花园房屋台账（2022年6月）"], UNITS, unit(2)], sheet="Sheet1"))
    assert not errors(import_units(tmp_path, [UNITS, unit(3)], sheet="牡丹花园房屋台账"))
    assert not errors(import_units(tmp_path, [UNITS, unit(4)], sheet="bc01"))
    assert Unit.objects.count() == 4
