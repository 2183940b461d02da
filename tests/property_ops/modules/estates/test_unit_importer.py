"""The register of units: who owns, rents and occupies what, and what is refused."""

from datetime import date
from pathlib import Path

import pytest
from django.db.models import F
from openpyxl import load_workbook

from property_ops.framework.importing.questions import NoSuchAnswer
from property_ops.modules.estates.public import Estate, Unit
from tests.property_ops.framework.importing.papers import (
    UNITS,
    cells,
    counts,
    errors,
    only_error,
    register,
    run,
    unit,
    waits,
    warnings,
    workbook,
)

AREA = "建筑面积(㎡)"
JULY, AUGUST, SEPTEMBER = date(2022, 7, 1), date(2022, 8, 1), date(2022, 9, 1)


@pytest.fixture
def estate(db) -> Estate:
    Estate.objects.create(code="BC02", name="北城新村", management="assisted")
    return Estate.objects.create(code="BC01", name="牡丹花园", management="assisted")


def import_units(folder: Path, *rows, as_of: date = JULY, name: str = "房屋.xlsx", sheet: str = "牡丹花园"):
    return run(workbook(folder / name, {sheet: register(UNITS, *rows)}), as_of=as_of)


def facts(related) -> list[tuple]:
    field = "state" if related.model.__name__ == "Occupancy" else "name"
    return list(related.order_by(F("start").asc(nulls_first=True)).values_list(field, "start", "end"))


@pytest.mark.parametrize("area", [0, -1, 1e9, "0", "-93.02㎡", 100000.5, "无", None])
def test_an_impossible_area_keeps_the_file_out(tmp_path, estate, area):
    problem = only_error(import_units(tmp_path, unit(1), unit(2, **{AREA: area})))
    assert (problem.row, problem.column) == (5, AREA)
    assert Unit.objects.count() == 0


def test_an_unknown_use_or_occupancy_is_refused_with_the_words_known(tmp_path, estate):
    found = errors(import_units(tmp_path, unit(1, 房屋性质="别墅"), unit(2, 入住情况="待定")))
    assert ["住宅" in found[0].advice, "空置" in found[1].advice] == [True, True]


def test_an_unknown_estate_is_refused(tmp_path, estate):
    assert "No estate" in only_error(import_units(tmp_path, unit(1), sheet="无名小区")).says


def test_two_sheets_of_one_estate_are_refused(tmp_path, estate):
    rows = register(UNITS, unit(1))
    path = workbook(tmp_path / "房屋.xlsx", {"牡丹花园": rows, "牡丹花园 ": register(UNITS, unit(2))})
    problem = only_error(run(path))
    assert problem.sheet == "牡丹花园 "
    assert Unit.objects.count() == 0
    path = workbook(tmp_path / "房屋.xlsx", {"牡丹花园": rows, "Sheet2": [["牡丹花园房屋台账"], *rows[1:]]})
    assert only_error(run(path)).sheet == "Sheet2"


def test_a_column_may_name_the_estate_of_each_row(tmp_path, estate):
    rows = [["小区", *UNITS], ["牡丹花园", *unit(1)], ["BC02", *unit(1)], ["北城新村　", *unit(2)]]
    assert not errors(run(workbook(tmp_path / "房屋.xlsx", {"房屋": rows})))
    assert sorted(Unit.objects.values_list("code", flat=True)) == ["BC01-1-1-101", "BC02-1-1-101", "BC02-1-1-201"]
    rows.append(["没有的小区", *unit(3)])
    rows.append([None, *unit(4)])
    found = errors(run(workbook(tmp_path / "房屋.xlsx", {"房屋": rows})))
    assert [(problem.row, problem.column) for problem in found] == [(5, "小区"), (6, "小区")]


def test_one_column_may_hold_the_whole_address(tmp_path, estate):
    heads = ["房屋", *UNITS[4:]]
    rows = [heads, ["3-2-0301", *unit(1)[4:]], ["3号楼2单元0302室", *unit(2)[4:]]]
    assert not errors(run(workbook(tmp_path / "房屋.xlsx", {"牡丹花园": rows})))
    assert sorted(Unit.objects.values_list("code", flat=True)) == ["BC01-3-2-0301", "BC01-3-2-0302"]


def test_a_unit_entered_twice_with_the_same_facts_is_kept_once_with_a_warning(tmp_path, estate):
    report = import_units(tmp_path, unit(1), unit(1, 楼号="１", 房号="101室", 业主姓名="秦 志", 备注="重复登记"))
    assert counts(report) == [("牡丹花园", 2, 1, 0, 0, 1)]
    assert [problem.row for problem in warnings(report)] == [5]


@pytest.mark.parametrize("other", [{AREA: 93.03}, {"房屋性质": "商业"}, {"入住情况": "空置"}, {"业主姓名": "别人"}])
def test_a_unit_entered_twice_with_different_facts_is_refused(tmp_path, estate, other):
    problem = only_error(import_units(tmp_path, unit(1), unit(2), unit(1, **other)))
    assert problem.row == 6
    assert problem.facts["first"] == 4


def test_a_leading_zero_that_excel_took_comes_back(tmp_path, estate):
    report = import_units(
        tmp_path, unit(1, 房号="0101"), unit(2, 房号=201), unit(3, 房号="0301室"), unit(4, 房号=1001.0)
    )
    assert not warnings(report)
    assert sorted(Unit.objects.values_list("room", flat=True)) == ["0101", "0201", "0301", "1001"]


def test_a_doubtful_room_is_a_warning(tmp_path, estate):
    report = import_units(tmp_path, unit(1, 房号="0101"), unit(2, 房号="201"), unit(3, 房号=301))
    assert [problem.value for problem in warnings(report)] == ["201", "301"]


def test_a_subtotal_that_does_not_add_up_is_a_warning_with_both_numbers(tmp_path, estate):
    right, wrong, grand = (cells(UNITS, 序号=label, 楼号=building, **{AREA: area}) for label, building, area in (
        ("小计", "1号楼", 186.04), ("小计", "2号楼", 93.03), ("合计", None, "279.06㎡")))  # fmt: skip
    report = import_units(tmp_path, unit(1), unit(2), right, unit(3, 楼号=2), wrong, grand)
    problem = next(iter(warnings(report)))
    assert len(warnings(report)) == 1
    assert (problem.row, problem.facts["stated"], problem.facts["found"]) == (8, "93.03", "93.02")


def test_a_total_may_count_a_unit_entered_twice_once_or_twice(tmp_path, estate):
    for area in (93.02, 186.04):
        total = cells(UNITS, 序号="合计", **{AREA: area})
        assert len(warnings(import_units(tmp_path, unit(1), unit(1, 备注="重复登记"), total))) == 1


def test_the_first_import_knows_no_beginning(tmp_path, estate):
    import_units(tmp_path, unit(1, 入住情况="出租", 租户姓名="毛海"))
    of = Unit.objects.get()
    assert facts(of.tenures.filter(role="owner")) == [("秦志", None, None)]
    assert facts(of.tenures.filter(role="tenant")) == [("毛海", None, None)]
    assert facts(of.occupancies) == [("let", None, None)]


def test_a_new_owner_follows_the_old_one_on_the_day_given(tmp_path, estate):
    import_units(tmp_path, unit(1), unit(2))
    report = import_units(tmp_path, unit(1, 业主姓名="新主", 联系电话="13900000000"), unit(2), as_of=AUGUST)
    assert counts(report) == [("牡丹花园", 2, 0, 0, 1, 0)]
    assert waits(report) == [1]
    assert facts(Unit.objects.get(room="101").tenures) == [("秦志", None, AUGUST), ("新主", AUGUST, None)]
    assert facts(Unit.objects.get(room="201").tenures) == [("秦志", None, None)]
    again = import_units(tmp_path, unit(1, 业主姓名="新主", 联系电话="13900000000"), unit(2), as_of=SEPTEMBER)
    assert counts(again) == [("牡丹花园", 2, 0, 0, 2, 0)]


def test_a_tenant_and_an_occupancy_that_change_do_so_on_the_day_given(tmp_path, estate):
    import_units(tmp_path, unit(1, 入住情况="出租", 租户姓名="毛海"), unit(2))
    import_units(tmp_path, unit(1, 入住情况="空置"), unit(2, 入住情况="出租", 租户姓名="新租"), as_of=AUGUST)
    first, second = Unit.objects.get(room="101"), Unit.objects.get(room="201")
    assert facts(first.tenures.filter(role="tenant")) == [("毛海", None, AUGUST)]
    assert facts(first.occupancies) == [("let", None, AUGUST), ("vacant", AUGUST, None)]
    assert facts(second.tenures.filter(role="tenant")) == [("新租", AUGUST, None)]


def test_a_correction_on_the_same_day_replaces_and_adds_nothing(tmp_path, estate):
    import_units(tmp_path, unit(1))
    import_units(tmp_path, unit(1, 业主姓名="新主", 入住情况="空置"), as_of=AUGUST)
    import_units(tmp_path, unit(1, 业主姓名="真主", 入住情况="自住"), as_of=AUGUST)
    assert facts(Unit.objects.get().tenures) == [("秦志", None, AUGUST), ("真主", AUGUST, None)]
    assert facts(Unit.objects.get().occupancies) == [("owner_occupied", None, AUGUST), ("owner_occupied", AUGUST, None)]


def test_a_change_before_one_that_is_stored_already_is_refused(tmp_path, estate):
    import_units(tmp_path, unit(1))
    import_units(tmp_path, unit(1, 业主姓名="新主"), as_of=AUGUST)
    problem = only_error(import_units(tmp_path, unit(1, 业主姓名="第三"), as_of=JULY))
    assert problem.column == "业主姓名"
    assert facts(Unit.objects.get().tenures) == [("秦志", None, AUGUST), ("新主", AUGUST, None)]


def test_what_is_stored_for_later_already_is_no_change_today(tmp_path, estate):
    let = unit(1, 入住情况="出租", 租户姓名="毛海")
    sold = unit(1, 业主姓名="新主", 入住情况="空置")
    import_units(tmp_path, let)
    import_units(tmp_path, sold, as_of=AUGUST)
    assert counts(import_units(tmp_path, sold, as_of=JULY)) == [("牡丹花园", 1, 0, 0, 1, 0)]
    assert facts(Unit.objects.get().tenures.filter(role="owner")) == [("秦志", None, AUGUST), ("新主", AUGUST, None)]
    assert facts(Unit.objects.get().tenures.filter(role="tenant")) == [("毛海", None, AUGUST)]


def test_a_new_phone_of_the_same_owner_is_no_new_tenure(tmp_path, estate):
    import_units(tmp_path, unit(1))
    report = import_units(tmp_path, unit(1, 联系电话="139-1111-2222"), as_of=AUGUST)
    assert counts(report) == [("牡丹花园", 1, 0, 1, 0, 0)]
    assert Unit.objects.get().tenures.get().phone == "13911112222"


def test_a_blank_owner_keeps_the_one_known_and_is_a_warning(tmp_path, estate):
    import_units(tmp_path, unit(1))
    report = import_units(tmp_path, unit(1, 业主姓名=None), as_of=AUGUST)
    assert [problem.column for problem in warnings(report)] == ["业主姓名"]
    assert facts(Unit.objects.get().tenures) == [("秦志", None, None)]


def test_a_row_that_waits_is_warned_of_like_the_others(tmp_path, estate):
    import_units(tmp_path, unit(1))
    report = import_units(tmp_path, unit(1, 业主姓名=None, **{AREA: 95}), as_of=AUGUST)
    assert waits(report) == [1]
    assert [problem.column for problem in warnings(report)] == ["业主姓名"]


def test_a_blank_occupancy_keeps_the_one_known_and_is_a_warning(tmp_path, estate):
    assert [problem.column for problem in warnings(import_units(tmp_path, unit(1, 入住情况=None)))] == ["入住情况"]
    assert facts(Unit.objects.get().occupancies) == []
    import_units(tmp_path, unit(1, 入住情况="长期空置(已登记)"))
    import_units(tmp_path, unit(1, 入住情况=None), as_of=AUGUST)
    assert facts(Unit.objects.get().occupancies) == [("vacant", None, None)]


def test_the_sheets_name_counts_where_its_title_says_another_estate(tmp_path, estate):
    rows = register(UNITS, unit(1), title="北城新村房屋台账")
    report = run(workbook(tmp_path / "房屋.xlsx", {"牡丹花园": rows}))
    assert warnings(report)[0].facts == {"named": "牡丹花园", "titled": "北城新村"}
    assert Unit.objects.get().code == "BC01-1-1-101"


def test_an_estate_may_be_named_with_or_without_the_word_estate(tmp_path, estate):
    assert not errors(import_units(tmp_path, unit(1), sheet="牡丹花园小区"))
    Estate.objects.create(code="BC03", name="益和小区", management="assisted")
    assert not errors(import_units(tmp_path, unit(1), sheet="益和"))


def test_a_bad_phone_is_a_warning_and_is_left_out(tmp_path, estate):
    report = import_units(tmp_path, unit(1, 联系电话="13800000000/13900000000"))
    assert [problem.column for problem in warnings(report)] == ["联系电话"]
    assert Unit.objects.get().tenures.get().phone == ""


def test_a_corrected_area_is_changed_with_its_history(tmp_path, estate):
    import_units(tmp_path, unit(1))
    import_units(tmp_path, unit(1, **{AREA: 94}))
    history = Unit.objects.get().history.order_by("history_id")
    assert [str(past.area) for past in history] == ["93.0200", "94.0000"]
    assert history.last().history_change_reason.startswith("import 房屋.xlsx (")
    assert history.last().history_user.username == "second"  # who approved it


def test_units_that_a_later_sheet_lacks_stay_with_a_warning(tmp_path, estate):
    import_units(tmp_path, unit(1), unit(2))
    report = import_units(tmp_path, unit(1))
    assert "BC01-1-1-201" in warnings(report)[0].message
    assert Unit.objects.count() == 2


def test_two_files_of_one_import_that_contradict_each_other_are_not_both_taken(tmp_path, estate):
    (tmp_path / "a").mkdir()
    first = workbook(tmp_path / "a" / "一.xlsx", {"牡丹花园": register(UNITS, unit(1))})
    same = workbook(tmp_path / "a" / "二.xlsx", {"牡丹花园": register(UNITS, unit(1))})
    assert not errors(run(first, same))
    other = workbook(tmp_path / "a" / "三.xlsx", {"牡丹花园": register(UNITS, unit(1, **{AREA: 95}))})
    report = run(first, other)
    assert only_error(report).file == "三.xlsx"
    assert str(Unit.objects.get().area) == "93.0200"


def test_an_error_leaves_nothing_of_the_file_behind(tmp_path, estate):
    good, bad = register(UNITS, unit(1)), register(UNITS, unit(1, **{AREA: 0}))
    report = run(workbook(tmp_path / "房屋.xlsx", {"牡丹花园": good, "北城新村": bad}))
    assert report.has_errors
    assert not report.files[0].stored
    assert Unit.objects.count() == 0


# --- one flat in two spellings ----------------------------------------------------------------------------------------


def spelled(path: Path, *rooms: object, **more: object) -> Path:
    rows = [unit(number, 房号=room, **more) for number, room in enumerate(rooms, start=1)]
    return workbook(path, {"牡丹花园": register(UNITS, *rows)})


def rooms() -> list[str]:
    return sorted(Unit.objects.values_list("room", flat=True))


def test_a_flat_in_two_spellings_of_two_files_is_asked_about_before_anything_is_stored(estate, tmp_path):
    run(spelled(tmp_path / "a.xlsx", "0301", "0302"))
    again = spelled(tmp_path / "b.xlsx", "301", "401", 业主姓名="赵新")
    refused = run(again)
    problem = only_error(refused)
    assert (problem.row, problem.says) == (4, "Is %(room)s the same flat as %(code)s, which is stored?")
    assert (problem.facts["room"], problem.facts["code"]) == ("301", "BC01-1-1-0301")
    assert [question.key for question in refused.questions()] == ["rooms"]
    assert (rooms(), refused.files[0].stored) == (["0301", "0302"], False)

    same = run(again, rooms="same")
    assert (errors(same), same.questions(), rooms()) == ([], [], ["0301", "0302", "401"])
    assert Unit.objects.get(room="0301").tenures.filter(name="赵新").exists()


def test_they_are_two_flats_if_the_person_says_so(estate, tmp_path):
    run(spelled(tmp_path / "a.xlsx", "0301"))
    both = spelled(tmp_path / "b.xlsx", "301")
    assert errors(run(both, rooms="different")) == []
    assert rooms() == ["0301", "301"]
    assert errors(run(both)) == [], "what is stored as two flats is not asked about again"


def test_two_spellings_in_one_sheet_are_one_flat_or_refused(estate, tmp_path):
    twice = run(spelled(tmp_path / "a.xlsx", "0301", "301"))
    assert (errors(twice), rooms()) == ([], ["0301"])
    rows = [unit(1, 房号="0401"), unit(2, 房号="401", 业主姓名="赵新")]
    otherwise = run(workbook(tmp_path / "b.xlsx", {"牡丹花园": register(UNITS, *rows)}))
    assert "BC01-1-1-0401" in only_error(otherwise).message
    unequal = spelled(tmp_path / "c.xlsx", "00501", "0501")
    assert only_error(run(unequal)).says == "Is %(room)s the same flat as %(code)s in row %(first)s?"
    run(unequal, rooms="same")
    assert rooms() == ["00501", "0301"]


def test_an_address_is_one_flat_however_it_is_written(estate, tmp_path):
    run(spelled(tmp_path / "a.xlsx", "501", 楼号="3号楼", 单元="二单元"))
    for number, written in enumerate(("3-2-501", "3号楼2单元501室", "BC01-3-2-501")):
        heads = ["房号", "业主姓名", "建筑面积", "房屋性质", "入住情况"]
        rows = register(heads, [written, "秦志", 93.02, "住宅", "自住"])
        assert errors(run(workbook(tmp_path / f"{number}.xlsx", {"牡丹花园": rows}))) == []
    assert Unit.objects.count() == 1


@pytest.mark.parametrize(
    ("number", "form", "seen"),
    [(301, "0000", "0301"), (17, '"A"000', "A017"), (17, "\\A0000", "A0017"), (501, '0"元"', "501")],
)
def test_a_room_is_what_its_number_format_shows(number, form, seen, estate, tmp_path):
    path = spelled(tmp_path / "a.xlsx", number)
    book = load_workbook(path)
    book["牡丹花园"]["D4"].number_format = form
    book.save(path)
    run(path)
    assert rooms() == [seen]


def test_an_answer_that_nobody_asked_for_is_refused(estate, tmp_path):
    with pytest.raises(NoSuchAnswer, match="rooms=perhaps"):
        run(spelled(tmp_path / "a.xlsx", "301"), rooms="perhaps")


def test_a_new_owner_of_an_old_unit_and_a_new_unit_come_in_one_file(estate, tmp_path):
    run(spelled(tmp_path / "a.xlsx", "101"))
    assert errors(run(spelled(tmp_path / "b.xlsx", "101", "201", 业主姓名="赵新"))) == []
    assert sorted(Unit.objects.values_list("room", "tenures__name")) == [
        ("101", "秦志"),
        ("101", "赵新"),
        ("201", "赵新"),
    ]
