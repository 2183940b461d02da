"""Tariffs: versions with days, no gap, no overlap; the fee items are shipped."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.modules.tariffs.public import FeeItem, Tariff
from property_ops.modules.estates.public import Estate
from tests.property_ops.framework.importing.papers import (
    TARIFFS,
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
def estate(shipped) -> Estate:
    return Estate.objects.create(code="BC03", name="益和小区", management="managed", taken_over_on=date(2022, 1, 1))


def rate(**named) -> list:
    usual = {
        "小区": "益和小区", "收费项目": "物业服务费", "适用": "住宅", "标准": 0.42, "单位": "元/㎡·月",
        "执行日期": "2022.1.1",
        "依据": "业委会协议",
    }  # fmt: skip
    return cells(TARIFFS, **(usual | named))


def tariffs(folder, *rows):
    return run(workbook(folder / "收费.xlsx", {"收费标准": register(TARIFFS, *rows)}))


def versions() -> list[tuple]:
    return list(Tariff.objects.order_by("item", "applies_to", "start").values_list("rate", "start", "end"))


def test_the_fee_items_are_shipped(estate):
    """Late charges (违约金), old arrears, one-off fees and meters come with the modules that charge them."""
    fees = ("access_card", "bulky_waste", "renovation_waste", "water_fee", "electricity_fee")
    elsewhere = ("late_charge", "old_arrears", *fees)
    assert list(FeeItem.objects.exclude(code__in=elsewhere).values_list("code", "name", "income_account")) == [
        ("service_fee", "物业服务费", "5001.01"),
        ("vacancy_reduction", "空置房减免", ""),
        ("parking_fee", "停车服务费", "5001.02"),
        ("works_share", "工程分摊", "5001.03"),
    ]


def test_two_versions_the_last_day_of_the_first_still_counts(tmp_path, estate):
    report = tariffs(tmp_path, rate(截止日期=date(2022, 5, 15)), rate(标准="0.40元/㎡", 执行日期="2022年5月16日"))
    assert waits(report) == [2]
    assert versions() == [
        (Decimal("0.42"), date(2022, 1, 1), date(2022, 5, 16)),
        (Decimal("0.4"), date(2022, 5, 16), None),
    ]


@pytest.mark.parametrize("written", [0.7, "70%", "七折", "０．７"])
def test_the_vacancy_reduction_is_the_part_that_is_charged(tmp_path, estate, written):
    assert not errors(tariffs(tmp_path, rate(收费项目="空置房减免", 标准=written, 单位="按比例")))
    assert versions()[0][0] == Decimal("0.7")


def test_a_parking_rate(tmp_path, estate):
    assert not errors(tariffs(tmp_path, rate(收费项目="停车服务费", 适用="充电车位", 标准="80元", 单位="元/个·月")))
    tariff = Tariff.objects.get()
    assert (tariff.item.code, tariff.applies_to, tariff.rate) == ("parking_fee", "充电", Decimal(80))


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ({"收费项目": "水费"}, "收费项目"), ({"适用": "固定"}, "适用"), ({"适用": None}, "适用"), ({"标准": -0.1},
         "标准"),
        ({"标准": "面议"}, "标准"), ({"标准": None}, "标准"), ({"标准": 0.1234567}, "标准"), ({"单位": "元/㎡·年"},
         "单位"),
        ({"单位": "元/户·月"}, "单位"), ({"执行日期": None}, "执行日期"), ({"执行日期": "2022-02-30"}, "执行日期"),
        ({"截止日期": "2021-12-31"}, "截止日期"), ({"小区": "没有"}, "小区"),
        ({"收费项目": "空置房减免", "标准": 70}, "标准"), ({"收费项目": "停车费", "适用": "住宅"}, "适用"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_rate_keeps_the_file_out(tmp_path, estate, cell, column):
    assert only_error(tariffs(tmp_path, rate(适用="商业"), rate(**cell))).column == column
    assert Tariff.objects.count() == 0


def test_a_gap_between_two_versions_is_refused_with_its_days(tmp_path, estate):
    problem = only_error(tariffs(tmp_path, rate(截止日期="2022-05-15"), rate(执行日期="2022-05-20")))
    assert (problem.facts["first"], problem.facts["last"]) == (date(2022, 5, 16), date(2022, 5, 19))
    assert Tariff.objects.count() == 0


@pytest.mark.parametrize("last_day", [None, "2022-05-16", "长期"])
def test_an_overlap_of_two_versions_is_refused_with_its_day(tmp_path, estate, last_day):
    problem = only_error(tariffs(tmp_path, rate(截止日期=last_day), rate(执行日期="2022-05-16")))
    assert (problem.row, problem.facts["first"]) == (5, date(2022, 5, 16))


def test_versions_are_held_against_those_stored(tmp_path, estate):
    tariffs(tmp_path, rate())
    assert errors(tariffs(tmp_path, rate(执行日期="2022-07-01")))
    report = tariffs(tmp_path, rate(截止日期="2022-06-30"), rate(标准=0.45, 执行日期="2022-07-01"))
    assert waits(report) == [2]
    assert versions()[0][2] == versions()[1][1] == date(2022, 7, 1)


def test_uses_and_estates_do_not_overlap_each_other(tmp_path, estate):
    Estate.objects.create(code="BC01", name="牡丹花园", management="assisted")
    assert not errors(
        tariffs(tmp_path, rate(), rate(适用="商铺"), rate(小区="牡丹花园"), rate(收费项目="空置房减免", 标准=0.7))
    )
    assert Tariff.objects.count() == 4


def test_a_version_entered_twice(tmp_path, estate):
    assert len(warnings(tariffs(tmp_path, rate(), rate()))) == 1
    assert only_error(tariffs(tmp_path, rate(), rate(标准=0.5))).row == 5


def test_a_rate_that_begins_after_the_estate_was_taken_over_is_a_warning(tmp_path, estate):
    assert [problem.column for problem in warnings(tariffs(tmp_path, rate(执行日期="2022-02-01")))] == ["执行日期"]


def test_a_changed_rate_of_a_stored_version_is_a_warning(tmp_path, estate):
    tariffs(tmp_path, rate())
    report = tariffs(tmp_path, rate(标准=0.43))
    assert warnings(report)[0].facts == {"old": "0.42", "new": "0.43"}
    assert Tariff.objects.get().history.count() == 2
    assert counts(tariffs(tmp_path, rate(标准=0.43))) == [("收费标准", 1, 0, 0, 1, 0)]


def test_the_price_of_another_modules_item_is_read_by_the_items_name(tmp_path, estate):
    FeeItem.objects.create(code="house_call", name="入户疏通费", income_account="5001.01", rate_unit="元/m")
    row = rate(收费项目="入户疏通费", 适用="入户", 标准=13, 单位="元/m")
    assert waits(tariffs(tmp_path, row)) == [1]
    assert (Tariff.objects.get().item.code, *versions()[0][:1]) == ("house_call", Decimal(13))
