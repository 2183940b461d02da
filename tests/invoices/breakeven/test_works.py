"""Costs of accepted works are pulled into the ledger: once, and then only what changed."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from invoices.modules.breakeven.public import post_work_costs, result_of, unposted_works
from invoices.modules.breakeven.selectors import all_unposted_works
from invoices.modules.ledger.public import broken_links, legs_of_sources
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month, Period
from property_ops.modules.works.public import Funding, WorkResult, WorkState
from property_ops.modules.works.testing import WorkOrderFactory

JUNE, TODAY = Month(2022, 6), date(2022, 7, 5)
YEAR = Period(date(2022, 1, 1), date(2023, 1, 1))
pytestmark = pytest.mark.django_db


def post(by, **more):
    return post_work_costs(month=JUNE, by=by, today=TODAY, **more)


def entries():
    return sorted({leg.source for leg in legs_of_sources("work_cost/")})


def test_a_small_june_by_hand(issued_june, accountant):
    """Cost 1,000.00, of which 950.00 accepted; income 55.76 service, 40.00 parking, 950.00 work (see june.py).

    Residents: 950.00 − 1,045.76 = −95.76; the company bears the 50.00 that were rejected.
    """
    posted = post(accountant)
    assert (posted.works, posted.cost) == (1, Yuan(1000_00))
    result = result_of("BC01", YEAR)
    assert [(line.name, line.total) for line in result.costs] == [
        ("工程人工", Yuan(600_00)),
        ("工程材料", Yuan(300_00)),
        ("工程机械", Yuan(100_00)),
    ]
    assert [(line.name, line.total) for line in result.incomes] == [
        ("物业服务费", Yuan(55_76)),
        ("停车服务费", Yuan(40_00)),
        ("工程分摊", Yuan(950_00)),
    ]
    assert result.balance == Yuan(-45_76)
    assert result.residents_balance == Yuan(-95_76)
    assert result.borne_by_company == Yuan(50_00)
    assert list(broken_links()) == []


def test_posting_again_posts_nothing(accountant):
    WorkOrderFactory(number="GD1")
    assert post(accountant).works == 1
    assert post(accountant).works == 0
    assert entries() == ["work_cost/GD1/1"]


def test_a_subsidised_work_is_cost_and_funding_never_a_charge(accountant):
    work = WorkOrderFactory(number="GD1", funding=Funding.SUBSIDY, scope="")
    post(accountant)
    result = result_of(work.estate.code, YEAR)
    assert (result.cost, result.income, result.balance) == (Yuan(1000_00), Yuan(1000_00), ZERO)
    assert [line.name for line in result.incomes] == ["街道补贴工程"]


def test_several_payers_pay_by_per_cent(accountant):
    """900.00 accepted of 1,000.00: 60 % residents 540.00, 40 % subsidy 360.00; the company 100.00."""
    work = WorkOrderFactory(
        funding=Funding.SPLIT, accepted=Decimal(108), residents_percent=Decimal(60), subsidy_percent=Decimal(40)
    )
    post(accountant)
    result = result_of(work.estate.code, YEAR)
    assert {funding: result.cost_of(funding) for funding in result.fundings} == {
        "residents": Yuan(540_00),
        "subsidy": Yuan(360_00),
        "company": Yuan(100_00),
    }
    assert result.income == Yuan(360_00)


def test_a_work_that_nobody_pays_is_the_companys(accountant):
    work = WorkOrderFactory(funding=Funding.NOBODY, scope="")
    post(accountant)
    assert result_of(work.estate.code, YEAR).borne_by_company == Yuan(1000_00)


def test_a_corrected_cost_is_posted_as_the_difference(accountant):
    work = WorkOrderFactory(number="GD1", funding=Funding.SUBSIDY, scope="")
    post(accountant)
    work.labour = Yuan(650_00)
    work.save()
    (waiting,) = unposted_works(month=JUNE, today=TODAY)
    assert waiting.cost == Yuan(50_00)
    post(accountant)
    assert entries() == ["work_cost/GD1/1", "work_cost/GD1/2"]
    assert result_of(work.estate.code, YEAR).cost == Yuan(1050_00)


def test_a_work_sent_back_after_all_is_taken_out(accountant):
    work = WorkOrderFactory(number="GD1")
    post(accountant)
    work.result, work.state, work.round = WorkResult.REWORK, WorkState.SENT_BACK, 2
    work.save()
    post(accountant)
    result = result_of(work.estate.code, YEAR)
    assert (result.cost, result.income) == (ZERO, ZERO)


def test_a_work_accepted_in_another_month_moves_there(accountant):
    work = WorkOrderFactory(number="GD1")
    post(accountant)
    work.done_on, work.accepted_on = date(2022, 5, 1), date(2022, 5, 2)
    work.save()
    post(accountant)
    post_work_costs(month=Month(2022, 5), by=accountant, today=TODAY)
    result = result_of(work.estate.code, YEAR)
    assert [(str(month), result.of_month(month).cost) for month in result.months if result.of_month(month).cost] == [
        ("2022-05", Yuan(1000_00))
    ]


@pytest.mark.parametrize("result", [WorkResult.PENDING, WorkResult.REWORK])
def test_what_is_not_accepted_is_not_posted(accountant, result):
    WorkOrderFactory(result=result)
    assert post(accountant).works == 0


def test_what_is_accepted_later_than_today_is_not_posted_yet(accountant):
    WorkOrderFactory(accepted_on=date(2022, 6, 30))
    assert post_work_costs(month=JUNE, by=accountant, today=date(2022, 6, 29)).works == 0


def test_a_ceiling_is_all_that_anybody_pays(accountant):
    work = WorkOrderFactory(funding=Funding.COMMON_INCOME, scope="", ceiling=Yuan(900_00), accepted=Decimal(120))
    post(accountant)
    result = result_of(work.estate.code, YEAR)
    assert (result.income, result.borne_by_company) == (Yuan(900_00), Yuan(100_00))


def test_only_the_estates_asked_for(accountant):
    one, _other = WorkOrderFactory(), WorkOrderFactory()
    assert post(accountant, estate_codes=[one.estate.code]).works == 1


def test_a_reviewer_does_not_post(reviewer):
    with pytest.raises(NotAllowed):
        post(reviewer)


def test_an_auditor_does_not_post(shipped):
    with pytest.raises(NotAllowed):
        post(UserFactory(role="auditor"))


def test_all_months_are_looked_through_with_as_many_questions_whatever_the_number_of_works(accountant):
    def asked() -> tuple[int, list[str]]:
        with CaptureQueriesContext(connection) as questions:
            found = all_unposted_works(TODAY)
        return len(questions), [f"{one.month} {one.number}" for one in found]

    WorkOrderFactory(number="GD1")
    few, _ = asked()
    for number in range(2, 7):
        day = date(2022, number - 1, 20)
        WorkOrderFactory(number=f"GD{number}", done_on=day, accepted_on=day)
    post(accountant)
    many, found = asked()
    assert found == ["2022-01 GD2", "2022-02 GD3", "2022-03 GD4", "2022-04 GD5", "2022-05 GD6"]
    assert many == few
