"""Rents of common parts: owed for the days that they were let, the owners' money, and open to them."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from invoices.modules.common_income.domain.errors import NoLeaseDays, NoRent, NoRentToPost, NotLet, RentsRun
from invoices.modules.common_income.domain.rents import rent_of
from invoices.modules.common_income.models import CommonLease
from invoices.modules.common_income.selectors import fund_of, unposted_rents, waiting_months
from invoices.modules.common_income.services import (
    CommonLeaseTerms,
    approve_lease,
    end_lease,
    post_rents,
    prepare_lease,
)
from invoices.modules.common_income.verifiers import verify
from invoices.modules.common_income.views.affairs import common_income_of_estate
from invoices.modules.ledger.public import EntryDraft, Leg, close_month, post, trial_balance
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.testing import EstateFactory
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
JUNE, JULY, NOW = Month(2022, 6), Month(2022, 7), datetime(2022, 6, 1, 2, 0, tzinfo=UTC)
AFTER = date(2022, 8, 2)


@pytest.fixture
def estate(shipped):
    return EstateFactory(code="BC01", name="牡丹花园")


def let(estate, by, approved_by=None, **terms):
    said = {
        "estate": estate, "kind": "advertising", "place": "3号楼电梯", "tenant": "鲁西南广告", "basis": "业委会决议",
        "monthly_rent": Yuan(300_00), "start": date(2022, 6, 11), "end": date(2023, 6, 11),
    }  # fmt: skip
    lease = prepare_lease(terms=CommonLeaseTerms(**said | terms), by=by, now=NOW)
    if approved_by:
        approve_lease(lease_id=lease.pk, by=approved_by, now=NOW)
        lease.refresh_from_db()
    return lease


def standing():
    return {code: debit - credit for code, _name, debit, credit in trial_balance() if debit != credit}


@pytest.mark.parametrize(
    ("start", "end", "fen"),
    [
        (date(2022, 6, 11), date(2023, 1, 1), 200_00),  # 20 of 30 days
        (date(2022, 1, 1), date(2022, 6, 2), 10_00),
        (date(2022, 1, 1), date(2023, 1, 1), 300_00),
        (date(2022, 7, 1), date(2023, 1, 1), 0),
        (date(2022, 1, 1), date(2022, 6, 1), 0),
    ],
)
def test_the_rent_of_a_month_is_for_the_days_that_it_was_let(start, end, fen):
    assert rent_of(JUNE, monthly=Yuan(300_00), start=start, end=end) == Yuan(fen)


def test_rents_are_owed_to_the_owners_and_no_income_of_the_company(estate, accountant, reviewer):
    let(estate, accountant)  # nobody approved it
    let(estate, accountant, reviewer)
    assert post_rents(month=JUNE, by=accountant, today=AFTER) == Yuan(200_00)
    assert standing() == {"1221.03": Yuan(200_00), "2241.02": Yuan(-200_00)}
    with pytest.raises(NoRentToPost):
        post_rents(month=JUNE, by=accountant, today=AFTER)
    assert not any(check.differences for check in verify())


def test_nothing_is_owed_for_days_to_come(estate, accountant, reviewer):
    let(estate, accountant, reviewer)
    with pytest.raises(RentsRun):
        post_rents(month=JULY, by=accountant, today=date(2022, 7, 31))
    assert standing() == {}


def test_a_lease_that_ends_early_takes_back_what_was_posted_beyond(estate, accountant, reviewer, manager):
    lease = let(estate, accountant, reviewer)
    for month in (JUNE, JULY):
        post_rents(month=month, by=accountant, today=AFTER)
    with pytest.raises(NotAllowed):
        end_lease(lease_id=lease.pk, day=date(2022, 7, 1), because="退租", by=accountant)
    end_lease(lease_id=lease.pk, day=date(2022, 7, 1), because="退租", by=reviewer)
    with pytest.raises(NotLet):
        end_lease(lease_id=lease.pk, day=date(2022, 7, 2), because="再退", by=reviewer)
    for month in (JUNE, JULY):
        close_month(month=month, by=manager, at=NOW)
    assert [one.amount for one in unposted_rents(JULY)] == [Yuan(-300_00)]
    assert post_rents(month=JULY, by=accountant, today=AFTER) == Yuan(-300_00)  # today, naming July
    assert standing() == {"1221.03": Yuan(200_00), "2241.02": Yuan(-200_00)}
    assert not any(check.differences for check in verify())


def test_two_persons_stand_for_a_lease(estate, manager, accountant, reviewer):
    own = let(estate, manager)
    with pytest.raises(SamePerson), transaction.atomic():
        approve_lease(lease_id=own.pk, by=manager, now=NOW)
    lease = let(estate, manager, reviewer)
    with pytest.raises(SamePerson), transaction.atomic():
        end_lease(lease_id=lease.pk, day=date(2022, 7, 1), because="退租", by=manager)
    for terms, error in (({"end": date(2022, 6, 11)}, NoLeaseDays), ({"monthly_rent": Yuan(0)}, NoRent)):
        with pytest.raises(error):
            let(estate, accountant, **terms)


def test_the_database_keeps_the_terms(estate, accountant, reviewer):
    lease = let(estate, accountant, reviewer)
    for change in (
        lambda: CommonLease.objects.filter(pk=lease.pk).update(monthly_rent=Yuan(1)),
        lambda: CommonLease.objects.filter(pk=lease.pk).update(state="waiting", number=None),
        lambda: CommonLease.objects.filter(pk=lease.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_owners_read_what_it_earned_and_paid_for_and_no_name(estate, accountant, reviewer):
    let(estate, accountant, reviewer, tenant="刘师傅")
    post_rents(month=JUNE, by=accountant, today=AFTER)
    legs = (Leg("2241.02", "BC01", fen=50_00), Leg("5001.06", "BC01", "common_income", fen=-50_00))
    post([EntryDraft("work_cost/GD1/1", date(2022, 7, 5), JUNE.start, "工程成本 GD1", legs)])
    fund = fund_of(estate, on=AFTER)
    assert (fund.earned, fund.spent, fund.held, fund.rents_owed) == (
        Yuan(200_00), Yuan(50_00), Yuan(150_00), Yuan(200_00),
    )  # fmt: skip
    told = str(common_income_of_estate(estate, AFTER))
    assert "150.00" in told
    assert "刘师傅" not in told
    page = visitor("accountant").text("/common-income/of/BC01/")
    for said in ("200.00", "50.00", "150.00"):
        assert said in page


def test_a_lease_is_entered_and_its_rents_are_posted_on_pages(estate):
    client = visitor("accountant")
    form = {"estate": estate.pk, "kind": "site", "place": "东门快递柜", "tenant": "丰巢", "monthly_rent": "350",
            "start": "2022-06-01", "last": "2022-12-31", "basis": "业委会决议"}  # fmt: skip
    made = client.post("/common-income/leases/new/", form)
    lease = CommonLease.objects.get()
    assert (made.url, lease.end, lease.monthly_rent) == (
        f"/common-income/leases/{lease.pk}/", date(2023, 1, 1), Yuan(350_00),
    )  # fmt: skip
    approve_lease(lease_id=lease.pk, by=visitor("reviewer").user, now=NOW)
    assert client.post("/common-income/2022-06/post/").status_code == 302
    assert standing()["2241.02"] == Yuan(-350_00)
    assert "350.00" in client.text(made.url)
    assert "GG2022-000001" in client.text("/common-income/leases/")


def test_every_month_that_waits_is_named_the_oldest_first(estate, accountant, reviewer):
    let(estate, accountant, reviewer)
    post_rents(month=JULY, by=accountant, today=AFTER)
    found = waiting_months(today=date(2022, 9, 15))
    assert found == [(JUNE, Yuan(200_00)), (Month(2022, 8), Yuan(300_00))]
