"""The register of works: what was done and accepted, what it cost, who pays, who shares."""

from datetime import date
from decimal import Decimal

import pytest

from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.works.public import Party, WorkOrder, record_done
from property_ops.modules.works.testing import hear
from tests.property_ops.framework.importing.papers import (
    WORKS,
    cells,
    counts,
    errors,
    only_error,
    register,
    run,
    waits,
    warnings,
    workbook,
)


@pytest.fixture
def estate(db) -> Estate:
    Estate.objects.create(code="BC06", name="康庄小区", management="assisted")
    estate = Estate.objects.create(code="BC01", name="牡丹花园", management="assisted")
    for building, entrance in ((1, 1), (3, 1), (3, 2)):
        Unit.objects.create(
            estate=estate, building=building, entrance=entrance, room="101", code=f"BC01-{building}-{entrance}-101",
            area=Decimal(90), use="residential",
        )  # fmt: skip
    return estate


def work(**named) -> list:
    usual = {
        "工单号": "GD1", "类别": "路面修补", "小区": "牡丹花园", "地点": "东门", "计划量": 100, "单位": "㎡",
        "完成量": 98.5,
        "验收量": 97, "完工日期": "2022.5.4", "验收日期": "2022-05-09", "验收人": "郑玉婷", "人工费": 13148.8,
        "材料费": 33898.33, "机械费": 0.0, "费用承担": "居民分摊", "分摊范围": "全小区", "验收结果": "合格",
    }  # fmt: skip
    return cells(WORKS, **(usual | named))


def works(folder, *rows, heads=WORKS):
    return run(workbook(folder / "工程.xlsx", {"工程台账": register(heads, *rows)}))


def test_an_accepted_work(tmp_path, estate):
    assert waits(works(tmp_path, work())) == [1]
    found = WorkOrder.objects.get()
    assert (found.number, found.estate, found.unit, found.scope) == ("GD1", estate, "㎡", "全小区")
    assert (found.done, found.accepted) == (Decimal("98.5"), Decimal(97))
    assert (found.done_on, found.accepted_on) == (date(2022, 5, 4), date(2022, 5, 9))
    assert (found.cost, found.ceiling) == (Yuan(4704713), None)
    assert (found.funding, found.result) == ("residents", "accepted")


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ({"验收日期": "2022-05-03"}, "验收日期"),  # accepted before done
        ({"验收日期": None}, "验收日期"), ({"完工日期": None}, "完工日期"), ({"验收量": None}, "验收量"),
         ({"完成量": None}, "完成量"),
        ({"完成量": 0}, "完成量"), ({"完成量": -5}, "完成量"), ({"人工费": -1}, "人工费"), ({"材料费": 1.001},
         "材料费"),
        ({"分摊范围": None}, "分摊范围"), ({"分摊范围": "东区"}, "分摊范围"), ({"分摊范围": "4号楼"}, "分摊范围"),
        ({"分摊范围": "1号楼2单元"}, "分摊范围"), ({"费用承担": "不知道"}, "费用承担"), ({"费用承担": None},
         "费用承担"),
        ({"验收结果": "待定"}, "验收结果"), ({"验收结果": None}, "验收结果"), ({"小区": "没有的小区"}, "小区"),
        ({"工单号": None}, "工单号"), ({"完工日期": "2022-02-30"}, "完工日期"), ({"验收量": "很多"}, "验收量"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_work_keeps_the_file_out(tmp_path, estate, cell, column):
    problem = only_error(works(tmp_path, work(工单号="GD0"), work(**cell)))
    assert (problem.row, problem.column) == (5, column)
    assert WorkOrder.objects.count() == 0


def test_a_work_shared_where_no_unit_is_registered_is_kept_with_a_warning(tmp_path, estate):
    assert [problem.column for problem in warnings(works(tmp_path, work(小区="康庄小区")))] == ["分摊范围"]
    assert WorkOrder.objects.count() == 1


@pytest.mark.parametrize("scope", ["全小区", "3号楼", "1、3号楼", "3号楼2单元", "3#"])
def test_a_scope_is_kept_as_written(tmp_path, estate, scope):
    assert not errors(works(tmp_path, work(分摊范围=scope)))
    assert WorkOrder.objects.get().scope == scope


def test_a_work_that_others_pay_needs_no_scope_and_no_units(tmp_path, estate):
    report = works(tmp_path, work(小区="康庄小区", 费用承担="街道补贴", 分摊范围=None))
    assert not errors(report)
    assert (WorkOrder.objects.get().funding, WorkOrder.objects.get().scope) == ("subsidy", "")


def test_more_accepted_than_done_is_a_warning(tmp_path, estate):
    assert [problem.column for problem in warnings(works(tmp_path, work(验收量=99)))] == ["验收量"]


def test_what_waits_or_is_sent_back_may_be_incomplete(tmp_path, estate):
    waiting = work(验收量=None, 验收日期=None, 验收人=None, 验收结果="待验收")
    back = work(工单号="GD2", 验收量=0, 验收结果="返工")
    assert not errors(works(tmp_path, waiting, back))
    assert list(WorkOrder.objects.order_by("number").values_list("result", flat=True)) == ["pending", "rework"]


def test_no_word_on_acceptance_is_read_as_waiting_with_a_warning(tmp_path, estate):
    report = works(tmp_path, work(验收量=None, 验收日期=None, 验收人=None, 验收结果=None))
    assert [problem.column for problem in warnings(report)] == ["验收结果"]
    assert WorkOrder.objects.get().result == "pending"


def test_blank_costs_are_zero_and_three_of_them_a_warning(tmp_path, estate):
    assert not warnings(works(tmp_path, work(机械费=None)))
    assert len(warnings(works(tmp_path, work(工单号="GD2", 人工费=None, 材料费=None, 机械费=None)))) == 1
    assert WorkOrder.objects.get(number="GD2").cost == Yuan(0)


@pytest.mark.parametrize("head", ["费用上限", "核定上限(元)", "批准限额"])
def test_an_approved_ceiling_is_read_where_the_register_has_one(tmp_path, estate, head):
    works(tmp_path, [*work(), "12,000.50元"], heads=[*WORKS, head])
    assert WorkOrder.objects.get().ceiling == Yuan(1200050)


def test_costs_in_ten_thousands_are_refused(tmp_path, estate):
    heads = [head.replace("人工费", "人工费(万元)") for head in WORKS]
    assert "人工费(万元)" in only_error(works(tmp_path, work(), heads=heads)).facts["head"]


def test_a_work_entered_twice(tmp_path, estate):
    assert len(warnings(works(tmp_path, work(), work()))) == 1
    assert only_error(works(tmp_path, work(), work(材料费=1))).row == 5


def test_a_second_import_changes_nothing_and_acceptance_may_come_later(tmp_path, estate):
    waiting = work(验收量=None, 验收日期=None, 验收人=None, 验收结果="待验收")
    works(tmp_path, waiting)
    assert counts(works(tmp_path, waiting)) == [("工程台账", 1, 0, 0, 1, 0)]
    report = works(tmp_path, work())
    assert waits(report) == [1]
    assert not warnings(report)
    assert WorkOrder.objects.get().history.count() == 2


def test_an_accepted_work_that_changes_is_a_warning(tmp_path, estate):
    works(tmp_path, work())
    assert len(warnings(works(tmp_path, work(验收量=90)))) == 1


def test_a_number_cannot_move_to_another_estate(tmp_path, estate):
    works(tmp_path, work())
    report = works(tmp_path, work(小区="康庄小区", 费用承担="街道补贴", 分摊范围=None))
    assert only_error(report).column == "工单号"


@pytest.mark.parametrize(
    ("result", "state", "round"), [("合格", "accepted", 1), ("待验收", "done", 1), ("返工", "sent_back", 2)]
)
def test_the_state_follows_from_the_register(tmp_path, estate, result, state, round):
    works(tmp_path, work(验收结果=result, 费用承担="街道补贴", 分摊范围=None))
    found = WorkOrder.objects.get()
    assert (found.state, found.round, found.from_register) == (state, round, True)
    assert (found.funding, found.subsidy_percent, found.residents_percent) == ("subsidy", 100, 0)


def test_a_result_that_the_register_changes_moves_an_untouched_work(tmp_path, estate):
    works(tmp_path, work(验收结果="返工", 验收量=None, 验收日期=None))
    works(tmp_path, work())
    assert (WorkOrder.objects.get().state, WorkOrder.objects.get().round) == ("accepted", 2)


def test_the_register_never_overwrites_what_was_decided_in_the_product(tmp_path, estate):
    pending = work(验收结果="待验收", 验收量=None, 验收日期=None, 验收人=None)
    works(tmp_path, pending)
    by = UserFactory(role="dispatcher")
    for party in Party:
        hear(WorkOrder.objects.get(), party, {1: Decimal(90)}, on=date(2022, 5, 20), staff=by)
    report = works(tmp_path, pending)
    assert counts(report) == [("工程台账", 1, 0, 0, 1, 0)]
    assert [(problem.row, problem.column) for problem in warnings(report)] == [(4, "工单号")]
    assert "验收量" in str(warnings(report)[0].facts)
    found = WorkOrder.objects.get()
    assert (found.state, found.accepted, found.accepted_on) == ("accepted", Decimal(90), date(2022, 5, 20))


def test_what_agrees_with_the_product_is_no_problem(tmp_path, estate):
    row = work(验收结果="待验收", 验收量=None, 验收日期=None)
    works(tmp_path, row)
    found = WorkOrder.objects.get()
    record_done(work=found, done={1: found.done}, by=UserFactory(role="dispatcher"), on=date(2022, 5, 20))
    assert not warnings(works(tmp_path, row))


def test_numbers_that_the_product_gives_are_not_taken_from_a_register(tmp_path, estate):
    assert only_error(works(tmp_path, work(), work(工单号="PG20260001"))).column == "工单号"
    assert not WorkOrder.objects.exists()
