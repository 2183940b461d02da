"""The register of estates: managed from a day, or only assisted."""

from datetime import date

import pytest
from django.utils import timezone

from property_ops.framework.importing.approving import approve_batch, waiting_batches
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Estate
from property_ops.modules.estates.testing import UnitFactory
from tests.property_ops.framework.importing.papers import (
    bring,
    counts,
    errors,
    only_error,
    run,
    waits,
    warnings,
    workbook,
)

HEADS = [
    "小区编号",
    "小区名称",
    "所属社区",
    "楼栋数",
    "建成年份",
    "管理方式",
    "接管日期",
    "网格员",
    "网格员电话",
    "党支部",
    "业委会主任",
]
ROW = [
    "BC01",
    "牡丹花园 ",
    "河西社区",
    14.0,
    1997.0,
    "在管",
    "2022年1月1日",
    "金怡婷",
    18606200658.0,
    "牡丹花园党支部",
    "龚  桂",
]


def estates(folder, *rows):
    return run(paper(folder, *rows))


def brought(folder, *rows):
    """As `estates`, and nobody has approved what waits."""
    return bring(paper(folder, *rows))


def paper(folder, *rows):
    return workbook(folder / "小区.xlsx", {"小区台账": [["小区台账(2022年6月)"], HEADS, *rows]})


def changed(**cells) -> list:
    return [cells.get(head, cell) for head, cell in zip(HEADS, ROW, strict=True)]


def test_all_columns_of_an_estate(tmp_path, db):
    assert not errors(estates(tmp_path, ROW))
    values = Estate.objects.values_list(
        "code", "name", "community", "building_count", "built_year", "management", "taken_over_on", "grid_worker_name",
        "grid_worker_phone", "party_branch", "committee_chair",
    ).get()  # fmt: skip
    assert values == (
        "BC01", "牡丹花园", "河西社区", 14, 1997, "managed", date(2022, 1, 1), "金怡婷", "18606200658",
        "牡丹花园党支部", "龚桂",
    )  # fmt: skip


def test_an_assisted_estate_needs_no_day_and_may_have_no_committee(tmp_path, db):
    assert not errors(estates(tmp_path, changed(管理方式="协助", 接管日期=None, 业委会主任="未成立")))
    assert (Estate.objects.get().taken_over_on, Estate.objects.get().committee_chair) == (None, "")


@pytest.mark.parametrize("day", [None, "2022-02-30", "长期", "1月1日"])
def test_a_managed_estate_without_its_day_is_refused(tmp_path, db, day):
    problem = only_error(estates(tmp_path, changed(接管日期=day)))
    assert (problem.row, problem.column) == (3, "接管日期")
    assert Estate.objects.count() == 0


def test_an_unknown_way_of_managing_is_refused_with_the_words_known(tmp_path, db):
    assert "在管" in only_error(estates(tmp_path, changed(管理方式="试管"))).facts["known"]


def test_two_estates_cannot_bear_one_name(tmp_path, db):
    problem = only_error(estates(tmp_path, ROW, changed(小区编号="BC02", 小区名称="牡丹 花园")))
    assert (problem.row, problem.facts) == (4, {"code": "BC01"})
    estates(tmp_path, ROW)
    assert only_error(estates(tmp_path, changed(小区编号="BC02"))).facts == {"code": "BC01"}


def test_one_estate_entered_twice_is_a_warning_or_if_they_differ_an_error(tmp_path, db):
    assert len(warnings(estates(tmp_path, ROW, changed(小区编号="ｂｃ０１")))) == 1
    assert only_error(estates(tmp_path, ROW, changed(接管日期="2022-02-01"))).row == 4


def test_an_estate_that_changes_keeps_its_history(tmp_path, db):
    estates(tmp_path, ROW)
    report = estates(tmp_path, changed(网格员="新人"))
    assert counts(report) == [("小区台账", 1, 0, 1, 0, 0)]
    assert [past.grid_worker_name for past in Estate.objects.get().history.order_by("history_id")] == ["金怡婷", "新人"]


def test_a_column_that_a_later_sheet_lacks_keeps_what_is_stored(tmp_path, db):
    estates(tmp_path, ROW)
    needed = [HEADS.index(head) for head in ("小区编号", "小区名称", "管理方式", "接管日期")]
    rows = [[row[index] for index in needed] for row in (HEADS, ROW)]
    report = run(workbook(tmp_path / "简.xlsx", {"小区": rows}))
    assert counts(report) == [("小区", 1, 0, 0, 1, 0)]
    assert Estate.objects.get().grid_worker_name == "金怡婷"


@pytest.mark.parametrize("code", ["../x", "XX/01", "X X.", "<b>", "A" * 21])
def test_a_code_that_could_be_no_name_of_a_file_is_refused(tmp_path, db, code):
    heads = ["小区编号", "小区名称", "管理方式", "接管日期"]
    path = workbook(tmp_path / "小区.xlsx", {"小区台账": [heads, [code, "牡丹花园", "在管", "2022-01-01"]]})
    assert only_error(run(path)).column == "小区编号"


@pytest.mark.parametrize("then", [{"接管日期": "2021-12-01"}, {"接管日期": "2022-03-01"}, {"管理方式": "协助"}])
def test_other_days_of_management_wait_for_another_person_where_somebody_lives(tmp_path, db, then):
    """Who lives there pays for the days that are managed (docs/product.md rules 3 and 23)."""
    estates(tmp_path, ROW)
    UnitFactory(estate=Estate.objects.get())
    assert (waits(brought(tmp_path, ROW)), waiting_batches()) == ([0], [])
    report = brought(tmp_path, changed(网格员="新人", **then))
    assert (waits(report), len(warnings(report))) == ([1], 1)
    stored = Estate.objects.get()
    assert (stored.managed_period.start, stored.grid_worker_name) == (date(2022, 1, 1), "金怡婷")
    now = timezone.now()
    for nobody in ("dispatcher", "accountant"):
        with pytest.raises(NotAllowed):
            approve_batch(waiting_batches()[0].pk, by=UserFactory(role=nobody), now=now, today=now.date())
    approve_batch(waiting_batches()[0].pk, by=UserFactory(role="reviewer"), now=now, today=now.date())
    stored = Estate.objects.get()
    assert stored.managed_period != Period.since(date(2022, 1, 1), None)
    assert stored.grid_worker_name == "新人"


def test_an_estate_that_becomes_managed_waits_too_and_one_without_units_does_not(tmp_path, db):
    estates(tmp_path, changed(管理方式="协助", 接管日期=None))
    assert waits(brought(tmp_path, ROW)) == [0]
    assert Estate.objects.get().managed_period
    estates(tmp_path, changed(管理方式="协助"))
    UnitFactory(estate=Estate.objects.get())
    assert waits(brought(tmp_path, ROW)) == [1]
    assert Estate.objects.get().managed_period is None
