"""多退少补: what is left over goes back by area to the fen, once a year, by two people; a deficit is carried."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.breakeven.domain.errors import (
    BalanceMoved,
    BasisMissing,
    EarlierYearOpen,
    NothingToGiveBack,
    TruedUpAlready,
    YearNotOver,
)
from invoices.modules.breakeven.domain.true_up import Home, parts
from invoices.modules.breakeven.models import TrueUp, TrueUpShare
from invoices.modules.breakeven.public import TrueUpOutcome, approve_true_up, prepare_true_up, result_of
from invoices.modules.breakeven.selectors import carried_into
from invoices.modules.ledger.public import EntryDraft, broken_links, post
from invoices.modules.receivables.public import PayerAccount, balances
from property_ops.framework.approval.services import withdraw
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Tenure
from property_ops.modules.estates.testing import EstateFactory, TenureFactory, owned_unit
from tests.pages import text_of, visitor

NOW, TODAY = datetime(2023, 1, 10, 9, 0, tzinfo=UTC), date(2023, 1, 10)


@given(
    st.integers(1, 10**9),
    st.lists(st.integers(1, 10**7), min_size=1, max_size=30),
)
def test_the_parts_add_up_to_the_surplus_and_nobody_gets_less_than_nothing(fen, areas):
    homes = [Home(f"BC01-1-1-{number}", "", area) for number, area in enumerate(areas)]
    shares = parts(Yuan(fen), homes)
    assert sum(shares, ZERO) == Yuan(fen)
    assert all(share >= ZERO for share in shares)
    exact = [fen * area / sum(areas) for area in areas]
    assert all(abs(share.fen - part) < 1 for share, part in zip(shares, exact, strict=True))


@pytest.fixture
def estate(shipped):
    """Three homes of 50, 60 and 70 m²: in 2022 the residents paid 100.00 more than the service cost."""
    estate = EstateFactory(code="BC01", name="牡丹花园")
    for number, area in enumerate((50, 60, 70), start=1):
        owned_unit(owner=f"业主{number}", estate=estate, code=f"BC01-1-1-10{number}", area=Decimal(area))
    move(year=2022, income=400_00, cost=300_00)
    return estate


def move(*, year, income=0, cost=0, source="1"):
    month, day = date(year, 6, 1), date(2023, 1, 1)
    drafts = []
    if income:
        legs = (("1002", "BC01", "", "", income), ("5001.01", "BC01", "", "", -income))
        drafts.append(EntryDraft(f"income/{year}/{source}", day, month, "收入", legs))
    if cost:
        legs = (("5401.12", "BC01", "residents", "", cost), ("2202", "BC01", "", "", -cost))
        drafts.append(EntryDraft(f"outlay/{year}/{source}", day, month, "成本", legs))
    post(drafts)


def prepared(estate, by, *, year=2022, outcome=TrueUpOutcome.GIVE_BACK, basis="业主大会决议", today=TODAY):
    return prepare_true_up(estate=estate, year=year, outcome=outcome, basis=basis, by=by, now=NOW, today=today)


def balance(year=2022):
    return result_of("BC01", Period(date(year, 1, 1), date(year + 1, 1, 1))).residents_balance


@pytest.mark.django_db
class TestTrueUp:
    def test_a_surplus_goes_back_by_area_as_credits(self, estate, accountant, reviewer):
        """100.00 over 50 : 60 : 70 m² of 180 is 27.777…, 33.333…, 38.888…: 27.78 + 33.33 + 38.89."""
        assert balance() == Yuan(-100_00)
        approve_true_up(true_up_id=prepared(estate, accountant).pk, by=reviewer, now=NOW, today=TODAY)
        assert list(TrueUpShare.objects.values_list("unit_code", "amount")) == [
            ("BC01-1-1-101", Yuan(27_78)),
            ("BC01-1-1-102", Yuan(33_33)),
            ("BC01-1-1-103", Yuan(38_89)),
        ]
        owner = Tenure.objects.get(unit__code="BC01-1-1-101")
        assert balances()[PayerAccount("BC01-1-1-101", str(owner.pk))].credit == Yuan(27_78)
        assert balance() == ZERO
        assert list(broken_links()) == []

    def test_once_a_year(self, estate, accountant, reviewer):
        made = prepared(estate, accountant)
        with pytest.raises(TruedUpAlready):
            prepared(estate, accountant)
        approve_true_up(true_up_id=made.pk, by=reviewer, now=NOW, today=TODAY)
        with pytest.raises(TruedUpAlready):
            prepared(estate, accountant, outcome=TrueUpOutcome.CARRY)
        with pytest.raises(DatabaseError, match="stays so"), transaction.atomic():
            TrueUp.objects.update(basis="别的")

    def test_four_eyes(self, estate, accountant, reviewer):
        manager = UserFactory(role="manager")
        manager.groups.add(*accountant.groups.all())
        own = prepared(estate, manager)
        with pytest.raises(SamePerson):
            approve_true_up(true_up_id=own.pk, by=manager, now=NOW, today=TODAY)
        with pytest.raises(IntegrityError), transaction.atomic():
            TrueUp.objects.update(decided_by=manager)
        with pytest.raises(NotAllowed):
            approve_true_up(true_up_id=own.pk, by=accountant, now=NOW, today=TODAY)

    def test_a_deficit_is_carried_and_never_given_back(self, estate, accountant, reviewer):
        move(year=2022, cost=150_00, source="2")
        with pytest.raises(NothingToGiveBack):
            prepared(estate, accountant)
        made = prepared(estate, accountant, outcome=TrueUpOutcome.CARRY)
        with pytest.raises(IntegrityError), transaction.atomic():
            TrueUp.objects.update(outcome="give_back")
        approve_true_up(true_up_id=made.pk, by=reviewer, now=NOW, today=TODAY)
        assert carried_into(estate, 2023) == Yuan(50_00)
        assert balance() == Yuan(50_00)
        assert not TrueUpShare.objects.exists()

    def test_what_was_carried_counts_in_the_next_year(self, estate, accountant, reviewer):
        """50.00 carried, 2023 leaves 80.00 over: 30.00 go back."""
        move(year=2022, cost=150_00, source="2")
        carried = prepared(estate, accountant, outcome=TrueUpOutcome.CARRY)
        move(year=2023, income=80_00)
        with pytest.raises(EarlierYearOpen):
            prepared(estate, accountant, year=2023, today=date(2024, 1, 2))
        approve_true_up(true_up_id=carried.pk, by=reviewer, now=NOW, today=TODAY)
        second = prepared(estate, accountant, year=2023, today=date(2024, 1, 2))
        approve_true_up(true_up_id=second.pk, by=reviewer, now=NOW, today=date(2024, 1, 2))
        assert sum(TrueUpShare.objects.values_list("amount", flat=True), ZERO) == Yuan(30_00)

    def test_if_the_ledger_moves_before_the_approval_it_is_prepared_anew(self, estate, accountant, reviewer):
        made = prepared(estate, accountant)
        move(year=2022, cost=1_00, source="2")
        with pytest.raises(BalanceMoved):
            approve_true_up(true_up_id=made.pk, by=reviewer, now=NOW, today=TODAY)
        withdraw(TrueUp, made.pk, by=accountant, now=NOW)
        assert prepared(estate, accountant).balance == Yuan(-99_00)

    def test_if_an_earlier_year_is_carried_meanwhile_it_is_prepared_anew(self, estate, accountant, reviewer):
        move(year=2023, income=80_00)
        moment = {"by": reviewer, "now": NOW, "today": date(2024, 1, 2)}
        later = prepared(estate, accountant, year=2023, today=date(2024, 1, 2))
        earlier = prepared(estate, accountant, outcome=TrueUpOutcome.CARRY)
        approve_true_up(true_up_id=earlier.pk, **moment)
        with pytest.raises(BalanceMoved):
            approve_true_up(true_up_id=later.pk, **moment)

    def test_of_nothing_nothing_goes_back_and_of_a_fen_a_fen(self, estate, accountant):
        move(year=2022, cost=100_00, source="2")
        with pytest.raises(NothingToGiveBack):
            prepared(estate, accountant)
        move(year=2022, income=1, source="3")
        assert prepared(estate, accountant).balance == Yuan(-1)

    def test_it_goes_to_who_owned_the_home_at_the_end_of_the_year(self, estate, accountant, reviewer):
        """Sold on 5 January: the year's fees were the seller's."""
        seller = Tenure.objects.get(unit__code="BC01-1-1-101")
        Tenure.objects.filter(pk=seller.pk).update(end=date(2023, 1, 5))
        TenureFactory(unit=seller.unit, role=seller.role, name="新业主", start=date(2023, 1, 5))
        approve_true_up(true_up_id=prepared(estate, accountant).pk, by=reviewer, now=NOW, today=TODAY)
        assert TrueUpShare.objects.get(unit_code="BC01-1-1-101").party == str(seller.pk)

    def test_not_before_the_year_is_over_and_not_without_a_basis(self, estate, accountant):
        with pytest.raises(YearNotOver):
            prepared(estate, accountant, today=date(2022, 12, 31))
        with pytest.raises(BasisMissing):
            prepared(estate, accountant, basis=" ")

    def test_on_the_page(self, estate):
        as_accountant, as_reviewer = visitor("accountant", english=True), visitor("reviewer", english=True)
        page = "/breakeven/BC01/2022/true-up/"
        as_accountant.post(page, {"outcome": "give_back", "basis": "业主大会决议"})
        approve = f"/approvals/true_up/{TrueUp.objects.get().pk}/approve/"
        assert as_accountant.post(approve).status_code == 403
        words = text_of(as_reviewer.post(approve, follow=True))
        assert "The true-up is approved." in words
        assert "given back" in words
