"""Monthly confirmations: every service ever named is agreed, weights never exceed one, unsigned is not confirmed."""

from datetime import date
from decimal import Decimal

import pytest

from property_ops.modules.confirmations.public import AgreementItem, Confirmation
from property_ops.modules.estates.public import Estate
from tests.property_ops.framework.importing.papers import (
    CONFIRMATIONS,
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
    return Estate.objects.create(code="BC01", name="牡丹花园", management="assisted")


def service(name: str = "保洁", weight=0.6, **named) -> list:
    usual = {
        "小区": "牡丹花园", "服务月份": "2022年1月", "服务内容": name, "权重": weight, "完成比例": 1.0,
        "业委会确认人": "林晓军",
        "党支部确认人": "高  海", "确认日期": "2022年2月1日",
    }  # fmt: skip
    return cells(CONFIRMATIONS, **(usual | named))


def confirm(folder, *rows, heads=CONFIRMATIONS):
    return run(workbook(folder / "确认.xlsx", {"服务确认单": register(heads, *rows)}))


def test_a_confirmed_month(tmp_path, estate):
    report = confirm(tmp_path, service(), service("绿化养护", "40%", 完成比例="50%", 服务月份="2022.01"))
    assert counts(report) == [("服务确认单", 2, 0, 0, 0, 0)]
    assert [problem.level for problem in report.problems()] == ["info"]
    assert list(AgreementItem.objects.values_list("name", flat=True)) == ["保洁", "绿化养护"]
    found = Confirmation.objects.get(item__name="绿化养护")
    assert (found.month, found.weight, found.completion) == (date(2022, 1, 1), Decimal("0.4"), Decimal("0.5"))
    assert (found.branch_signer, found.confirmed_on, found.by_both) == ("高海", date(2022, 2, 1), True)


@pytest.mark.parametrize("blank", ["业委会确认人", "党支部确认人", "确认日期"])
def test_what_is_not_signed_by_both_with_a_date_is_stored_as_unconfirmed_with_a_warning(tmp_path, estate, blank):
    report = confirm(tmp_path, service(weight=1, **{blank: None}))
    assert [problem.column for problem in warnings(report)] == [blank]
    assert not Confirmation.objects.get().by_both


def test_a_service_without_completion_and_signature_is_agreed_but_not_confirmed(tmp_path, estate):
    blank = dict.fromkeys(("完成比例", "业委会确认人", "党支部确认人", "确认日期"))
    assert not errors(confirm(tmp_path, service(weight=1, **blank)))
    assert (AgreementItem.objects.count(), Confirmation.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ({"权重": 40}, "权重"), ({"权重": 0}, "权重"), ({"权重": None}, "权重"), ({"完成比例": 1.2}, "完成比例"),
        ({"完成比例": None}, "完成比例"), ({"服务月份": "2022-13"}, "服务月份"), ({"服务月份": 2022.1}, "服务月份"),
        ({"确认日期": "2022-02-30"}, "确认日期"), ({"确认日期": "2099-01-01"}, "确认日期"),
        ({"业委会确认人": "李 强", "党支部确认人": "李强"}, "党支部确认人"),
        ({"小区": "没有"}, "小区"), ({"服务内容": None}, "服务内容"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_keeps_the_file_out(tmp_path, estate, cell, column):
    assert only_error(confirm(tmp_path, service("保安", 0.1), service(**cell))).column == column
    assert Confirmation.objects.count() == 0


def test_weights_above_one_are_refused(tmp_path, estate):
    problem = only_error(confirm(tmp_path, service(), service("绿化养护", 0.5)))
    assert problem.facts["total"] == "1.1"


def test_weights_above_one_together_with_what_is_stored_are_refused(tmp_path, estate):
    confirm(tmp_path, service(), service("绿化养护", 0.4))
    assert only_error(confirm(tmp_path, service("秩序维护", 0.1))).facts["total"] == "1.1"


def test_weights_below_one_with_every_service_there_are_a_warning(tmp_path, estate):
    assert warnings(confirm(tmp_path, service(), service("绿化养护", 0.3)))[0].facts["total"] == "0.9"
    later = confirm(tmp_path, service(服务月份="2022-02"))  # 绿化养护 is still to come
    assert not warnings(later)


def test_the_same_service_twice_in_a_month(tmp_path, estate):
    assert len(warnings(confirm(tmp_path, service(weight=1), service(weight=1)))) == 1
    assert only_error(confirm(tmp_path, service(), service(完成比例=0.5))).row == 5


def test_percent_under_a_percent_head_is_read_as_percent(tmp_path, estate):
    heads = [head.replace("权重", "权重(%)").replace("完成比例", "完成比例（％）") for head in CONFIRMATIONS]
    assert not errors(confirm(tmp_path, service(weight=60, 完成比例=100), service("绿化", 40, 完成比例=1), heads=heads))
    completions = {found.item.name: found.completion for found in Confirmation.objects.select_related("item")}
    assert completions == {"保洁": Decimal(1), "绿化": Decimal("0.01")}


def test_a_signature_that_comes_later_changes_the_confirmation(tmp_path, estate):
    confirm(tmp_path, service(weight=1, 业委会确认人=None))
    report = confirm(tmp_path, service(weight=1))
    assert waits(report) == [1]
    assert Confirmation.objects.get().by_both
    assert counts(confirm(tmp_path, service(weight=1))) == [("服务确认单", 1, 0, 0, 1, 0)]


def test_what_is_confirmed_before_its_month_began_is_refused(tmp_path, estate):
    problem = only_error(confirm(tmp_path, service(确认日期="2021-12-31")))
    assert problem.column == "确认日期"
    assert not errors(confirm(tmp_path, service(确认日期="2022-01-30", 权重=1)))
