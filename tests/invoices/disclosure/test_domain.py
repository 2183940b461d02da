"""What a disclosure may show, and what it says: plain rules."""

from datetime import date

import pytest

from invoices.modules.disclosure.domain.errors import ShowsPersonalData, TooFewPayers
from invoices.modules.disclosure.domain.figures import DisclosureFigures, DisclosureLine, MonthFigures, differences
from invoices.modules.disclosure.domain.privacy import PaidIncome, merge_small_cells, refuse_personal_data
from invoices.modules.disclosure.reports.wording import said
from property_ops.kernel.money import Yuan
from property_ops.kernel.quarters import NotAQuarter, Quarter

FEE, PARKING, SUBSIDY = (
    DisclosureLine("物业服务费", 300_00, 500_00),
    DisclosureLine("停车服务费", 40_00, 40_00),
    DisclosureLine("补贴", 9_00, 9_00),
)


def figures(**more):
    usual = {
        "estate_code": "BC01", "estate_name": "牡丹花园", "year": 2022, "quarter": 2, "incomes": (FEE, PARKING),
        "costs": (DisclosureLine("保洁服务", 320_00, 560_00),), "by_company": DisclosureLine("公司自行承担", 0, 0),
        "months": (MonthFigures("2022-04", 340_00, 320_00),),
    }  # fmt: skip
    return DisclosureFigures(**(usual | more))


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (1, date(2022, 1, 1), date(2022, 3, 31)),
        (2, date(2022, 4, 1), date(2022, 6, 30)),
        (4, date(2022, 10, 1), date(2022, 12, 31)),
    ],
)
def test_the_days_of_a_quarter(number, first, last):
    period = Quarter(2022, number).period
    assert (period.start, period.last_day) == (first, last)


def test_quarters_are_written_one_way():
    assert Quarter.parse("2022-Q2") == Quarter.parse("2022q2") == Quarter(2022, 2)
    assert str(Quarter(2022, 2)) == "2022-Q2"
    assert Quarter(2022, 1).previous == Quarter(2021, 4)
    assert Quarter.of(date(2022, 6, 30)) == Quarter(2022, 2)
    for wrong in ("2022-Q5", "Q2", "", "2022-06"):
        with pytest.raises(NotAQuarter):
            Quarter.parse(wrong)


def test_an_income_that_few_homes_pay_stands_together_with_the_widest():
    lines = merge_small_cells([PaidIncome(FEE, 200, 200), PaidIncome(PARKING, 4, 4), PaidIncome(SUBSIDY, None, None)])
    assert lines == (DisclosureLine("物业服务费、停车服务费", 340_00, 540_00), SUBSIDY)


def test_five_homes_are_enough():
    assert merge_small_cells([PaidIncome(FEE, 200, 200), PaidIncome(PARKING, 5, 5)]) == (FEE, PARKING)


def test_where_nothing_is_wide_enough_nothing_is_told():
    with pytest.raises(TooFewPayers) as refused:
        merge_small_cells([PaidIncome(FEE, 4, 4), PaidIncome(SUBSIDY, None, None)])
    assert refused.value.data["payers"] == 4


def test_what_nobody_paid_in_the_quarter_tells_nothing():
    quiet = DisclosureLine("工程分摊", 0, 90_00)
    assert merge_small_cells([PaidIncome(FEE, 200, 200), PaidIncome(quiet, 0, 50)]) == (FEE, quiet)


@pytest.mark.parametrize(
    "words",
    [
        "联系王小芳", "电话13812345678", "电话 138 1234 5678", "0530-5566778", "身份证37290119800101123X",
        "鲁R2F79D停在门口", "3号楼2单元501欠费", "9-4-601未交", "卡号6222021234567890123",
    ],
)  # fmt: skip
def test_words_that_name_a_person_a_home_or_a_number_are_refused(words):
    with pytest.raises(ShowsPersonalData):
        refuse_personal_data(words, names=["王小芳", "李"])


@pytest.mark.parametrize(
    "words", ["", "六月起增加夜间巡查", "2022年4月1日至6月30日", "服务热线0530-0000000", "共 568 户"]
)
def test_words_that_name_nobody_are_fine(words):
    refuse_personal_data(words, names=["王小芳"], allowed=["0530-0000000"])


def test_figures_come_back_from_the_database_as_they_were():
    one = figures()
    assert DisclosureFigures.from_json(one.as_json()) == one
    assert DisclosureFigures.from_json(one.as_json()).digest == one.digest


def test_a_difference_is_named_with_its_line():
    (found,) = differences(figures(), figures(costs=(DisclosureLine("保洁服务", 321_00, 560_00),)))
    assert (found.line, found.shown, found.ledger) == ("保洁服务", Yuan(320_00), Yuan(321_00))
    (found,) = differences(figures(), figures(incomes=(FEE,)))
    assert (found.line, found.ledger) == ("停车服务费", None)
    (found,) = differences(figures(), figures(incomes=(FEE, DisclosureLine("停车服务费", 40_00, 41_00))))
    assert (found.shown, found.ledger) == (Yuan(40_00), Yuan(41_00))
    assert differences(figures(), figures()) == []


def test_whose_the_difference_is():
    assert said(figures(), note="").sentences[0].text.startswith("居民缴费本季结余 20.00 元")
    short = figures(
        costs=(DisclosureLine("保洁服务", 400_00, 560_00),), by_company=DisclosureLine("公司自行承担", 10_00, 10_00)
    )
    first, second = said(short, note="").sentences
    assert first.text.startswith("居民缴费本季不足 50.00 元")
    assert "10.00 元是未通过验收的工程量" in second.text
    even = figures(costs=(DisclosureLine("保洁服务", 340_00, 540_00),))
    assert said(even, note="六月起夜间巡查").sentences[-1].text == "六月起夜间巡查"
    assert said(even, note="").sentences[0].text == "居民缴费本季收支相等。"


def test_the_poster_tells_how_many_works_were_accepted_in_which_manner():
    shown = figures(manners=(("own", 3), ("transcribed", 1), ("register", 12)))
    words = [sentence.text for sentence in said(shown, note="").sentences]
    assert "本季验收工程 16 项，按验收方式：亲验 3 项、代录 1 项、导入 12 项。" in words
    assert DisclosureFigures.from_json(shown.as_json()) == shown
    assert "manners" not in figures().as_json()  # as it was written before manners were told
    assert DisclosureFigures.from_json(figures().as_json()) == figures()
