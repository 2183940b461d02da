"""The port of charge sources: what a stranger's source hands over is reckoned, looked at, and verified like ours."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np
import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.billing.models import Bill
from invoices.modules.billing.services import draft_bills
from invoices.modules.billing.testing import NOW, BillingAccountFactory, bill
from invoices.modules.charges import bulk
from invoices.modules.charges.domain import errors
from invoices.modules.charges.domain.source import faults_of
from invoices.modules.charges.models import Charge
from invoices.modules.charges.public import (
    Basis,
    ChargeBatch,
    ChargeSource,
    Debtor,
    EvidenceBlock,
    FrozenLine,
    Held,
    Rank,
    charge_month,
    held_rows,
)
from invoices.modules.charges.selectors import sources
from invoices.modules.charges.testing import ChargeBasisFactory, ChargeFactory
from invoices.modules.receivables.selectors import open_lines
from invoices.modules.tariffs.testing import FeeItemFactory
from property_ops.kernel.apportionment import share
from property_ops.kernel.calculation import Calculation
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.text import Phrase
from property_ops.modules.estates.public import Role
from property_ops.modules.estates.testing import EstateFactory, TenureFactory, UnitFactory, owned_unit
from tests.verifying import differences

JUNE = Month(2022, 6)
JULY_1 = date(2022, 7, 1)


class Cleaning(ChargeSource):
    """Cleaned windows: a stranger's source that gives whatever a test sets."""

    code = "cleaning"
    name = "Cleaning"
    items = ("cleaning",)
    holds: ClassVar = {"rain": "it rained"}
    gives: ClassVar[list[ChargeBatch | Held]] = []

    def pull(self, *, estate: Any, month: Month, today: date) -> Iterator[ChargeBatch | Held]:
        yield from self.gives if month == JUNE else ()

    def evidence(self, line: FrozenLine) -> EvidenceBlock:
        return EvidenceBlock(heading=Phrase("Cleaning"))


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Callable[[type[ChargeSource]], None]:
    return lambda source: monkeypatch.setattr(sources, "plugged_into", lambda slot: (source,))


@pytest.fixture
def home(shipped: None) -> Any:
    FeeItemFactory(code="cleaning", name="擦窗", income_account="5001.01")
    return owned_unit(estate=EstateFactory(code="BC01"))


@pytest.fixture
def charge(accountant: Any, plugged: Any) -> Callable[..., Any]:
    def charged(*gives: ChargeBatch | Held, source: type[Cleaning] = Cleaning) -> Any:
        plugged(type("Plugged", (source,), {"gives": list(gives)}))
        with transaction.atomic():
            return charge_month(month=JUNE, by=accountant, today=JULY_1, estate_codes=["BC01"])

    return charged


def three_windows(home: Any, **changes: Any) -> ChargeBatch:
    """Quantity 3 at ¥80.50."""
    windows = ChargeBatch(
        basis=Basis(key="cleaning/1", facts={}),
        item="cleaning",
        source_key=["cleaning/1/1"],
        unit_id=[home.pk],
        start=date(2022, 6, 3),
        end=date(2022, 6, 4),
        quantity=3 * 10**4,
        quantity_unit="扇",
        unit_price=80_500_000,
    )
    return replace(windows, **changes)


def test_charges_reckon_the_amount_themselves(home, charge):
    assert charge(three_windows(home)).estates[0].amount == Yuan(241_50)
    assert differences() == []


def test_a_batch_with_another_amount_is_refused_with_source_key_and_both_amounts(home, charge):
    with pytest.raises(errors.WrongAmount) as refused:
        charge(three_windows(home, amount=[9_99]))
    told = {"source": "cleaning", "key": "cleaning/1/1", "given": Yuan(9_99), "right": Yuan(241_50)}
    assert refused.value.data == told
    assert not Charge.objects.exists()


def test_a_unit_of_another_estate_is_refused(home, charge):
    stranger = UnitFactory(estate=EstateFactory(code="BC02"))
    with pytest.raises(errors.UnitOfAnotherEstate) as refused:
        charge(three_windows(home, unit_id=[stranger.pk]))
    assert refused.value.data == {"source": "cleaning", "key": "cleaning/1/1", "estate": "BC01"}
    assert not Charge.objects.exists()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"end": date(2022, 7, 2)}, errors.DaysOutsideMonth),
        ({"start": [date(2022, 5, 31)]}, errors.DaysOutsideMonth),
        ({"item": "service_fee"}, errors.ItemNotDeclared),
        ({"quantity": [10**4, 10**4]}, errors.ColumnsDiffer),
        ({"basis": Basis("cleaning/1", {}, whole=Yuan(241_51)), "amount": [241_50]}, errors.SharesDoNotAddUp),
        ({"basis": Basis("cleaning/1", {}, whole=Yuan(9_99)), "amount": [9_99]}, errors.WrongAmount),
    ],
)
def test_what_cannot_be_charged_is_refused(home, charge, changes, error):
    with pytest.raises(error):
        charge(three_windows(home, **changes))
    assert not Charge.objects.exists()


def test_a_fee_item_that_is_not_there_is_refused_by_name(home, charge):
    class Other(Cleaning):
        items = ("polishing",)

    with pytest.raises(errors.ItemUnknown, match="polishing"):
        charge(three_windows(home, item="polishing"), source=Other)


def test_columns_may_be_any_sequence(home, charge):
    columns = {"quantity": np.array([3 * 10**4]), "unit_price": (80_500_000,), "unit_id": np.array([home.pk])}
    assert charge(three_windows(home, **columns)).estates[0].amount == Yuan(241_50)


def test_a_debt_of_a_person_names_the_person(home, charge):
    class Debt(Cleaning):
        debtor = Debtor.NAMED

    with pytest.raises(errors.DebtorNotNamed):
        charge(three_windows(home), source=Debt)


def test_shares_of_a_whole_prove_themselves(home, charge):
    """¥100.00 over three equal units: 33.34 + 33.33 + 33.33, each within a fen of its product."""
    homes = [home, owned_unit(estate=home.estate, room="102"), owned_unit(estate=home.estate, room="103")]
    codes = [one.code for one in homes]
    shared = three_windows(
        home,
        basis=Basis("cleaning/1", {}, whole=Yuan(100_00)),
        source_key=[f"cleaning/1/{code}" for code in codes],
        unit_id=[one.pk for one in homes],
        quantity=10**4,
        unit_price=100 * 10**6,
        ratio_denominator=3,
        amount=[part.fen for part in share(Yuan(100_00), [1, 1, 1], codes)],
    )
    assert charge(shared).estates[0].amount == Yuan(100_00)
    assert differences() == []


def test_verify_asks_a_strangers_charges_too(home):
    """Charged behind the product's back: quantity 3, price 80.50, amount 9.99, a unit of another estate."""
    other = EstateFactory(code="BC02")
    ChargeFactory(
        unit=home, estate=other, source="cleaning", source_key="cleaning/1/1", quantity=Decimal(3),
        unit_price=Decimal("80.5"), amount=Yuan(9_99), basis=ChargeBasisFactory(source="cleaning", facts={}),
    )  # fmt: skip
    found = differences()
    assert "charge cleaning/1/1 is 9.99, its rule gives 241.50" in found
    assert "charge cleaning/1/1 is of a unit of another estate" in found


def test_verify_adds_the_shares_of_a_whole_up(home):
    basis = ChargeBasisFactory(source="cleaning", key="cleaning/1", facts={}, whole=Yuan(200_00))
    ChargeFactory(unit=home, source="cleaning", source_key="cleaning/1/1", basis=basis)
    assert "the shares of cleaning/1 add up to 100.00, the whole is 200.00" in differences()


def test_a_strangers_hold_is_told_in_its_words(home, charge):
    charge(Held("window 3", "rain"))
    (held,) = held_rows(JUNE)
    assert (held["what"], held["why"]) == ("Cleaning window 3", "it rained")


def test_a_reason_without_words_is_refused(home, charge):
    with pytest.raises(errors.ReasonNotDeclared, match="snow"):
        charge(Held("window 3", "snow"))


def test_what_an_uninstalled_source_held_is_told_in_a_sentence(home, charge, monkeypatch):
    charge(Held("window 3", "rain"))
    monkeypatch.setattr(sources, "plugged_into", lambda slot: ())
    (held,) = held_rows(JUNE)
    assert held["why"] == "the module that holds it is not installed any more, or has changed"


@pytest.mark.parametrize(
    ("debtor", "payer"), [(Debtor.ACCOUNT, "钱客"), (Debtor.TENANT, "钱客"), (Debtor.OWNER, "孙主")]
)
def test_a_source_says_whose_debt_it_is(home, charge, accountant, debtor, payer):
    """The account's tenant pays what is the account's, and the owner what is the owner's, on a bill of their own."""
    home.tenures.update(name="孙主")
    TenureFactory(unit=home, name="钱客", role=Role.TENANT)
    BillingAccountFactory(unit=home, payer="tenant")

    charge(three_windows(home), source=type("Debt", (Cleaning,), {"debtor": debtor}))
    draft_bills(month=JUNE, by=accountant, now=NOW)
    assert [one.payer_name for one in Bill.objects.all()] == [payer]


@pytest.mark.parametrize("rank", Rank)
def test_payments_go_to_a_line_in_the_turn_that_its_source_declares(home, charge, accountant, reviewer, rank):
    charge(three_windows(home), source=type("Ranked", (Cleaning,), {"rank": rank}))
    bill(JUNE, prepared_by=accountant, approved_by=reviewer)
    assert [line.rank for line in open_lines()] == [rank]


def test_two_sources_of_one_code_are_refused(monkeypatch):
    monkeypatch.setattr(sources, "plugged_into", lambda slot: (Cleaning, type("Twin", (Cleaning,), {})))
    with pytest.raises(errors.SourcesDisagree):
        sources.charge_sources()


def test_sources_that_rank_one_fee_item_differently_are_refused(monkeypatch):
    twin = type("Twin", (Cleaning,), {"code": "polishing", "rank": Rank.SURCHARGE})
    monkeypatch.setattr(sources, "plugged_into", lambda slot: (Cleaning, twin))
    with pytest.raises(errors.SourcesDisagree, match="cleaning"):
        sources.charge_sources()


def test_a_class_that_is_no_source_is_told_why():
    assert faults_of(Cleaning) == ""
    assert "no subclass" in faults_of(object)
    assert "evidence" in faults_of(type("Half", (ChargeSource,), {"code": "half", "name": "Half"}))
    assert "no name" in faults_of(type("Nameless", (Cleaning,), {"name": None}))


WHOLE = st.integers(min_value=0, max_value=10**9)


@given(st.lists(st.tuples(WHOLE, WHOLE, st.integers(0, 10**6), st.integers(1, 10**6)), min_size=1, max_size=5))
def test_amounts_of_many_rows_are_those_of_the_single_rule(rows):
    quantities, prices, numerators, denominators = map(list, zip(*rows, strict=True))
    right = [
        Calculation(Decimal(q).scaleb(-4), "", Decimal(p).scaleb(-6), Fraction(n, d)).amount.fen for q, p, n, d in rows
    ]
    assert bulk.amounts(len(rows), quantities, prices, numerators, denominators) == right
    one = rows[0]
    assert bulk.amounts(len(rows), quantities, *one[1:]) == [bulk.amount(q, *one[1:]) for q in quantities]
