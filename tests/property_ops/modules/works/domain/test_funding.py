"""Who pays: parts in fen that add up to what is payable, the residents' part as it is charged."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_ops.kernel.money import Yuan
from property_ops.modules.works.domain.errors import NotAHundredPercent
from property_ops.modules.works.domain.funding import FundingSplit, funding_parts, payable

PAYERS = ("residents", "subsidy", "maintenance_fund", "common_income", "third_party")


@st.composite
def splits(draw):
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), min_size=4, max_size=4)))
    parts = [after - before for before, after in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    return FundingSplit(**{payer: Decimal(part).scaleb(-2) for payer, part in zip(PAYERS, parts, strict=True)})


@given(splits(), st.fractions(min_value=0, max_value=10**7))
def test_the_parts_add_up_to_the_rounded_whole(split, paid):
    parts = funding_parts(split, paid)
    assert sum(parts.values(), Yuan(0)) == Yuan.rounded(paid)
    assert all(part >= Yuan(0) for part in parts.values())
    assert set(parts) == {payer for payer, percent in split.parts.items() if percent}


@given(splits(), st.fractions(min_value=0, max_value=10**7))
def test_nobody_is_off_by_a_fen_or_more(split, paid):
    for payer, part in funding_parts(split, paid).items():
        assert abs(part.as_fraction() - paid * Fraction(split.parts[payer]) / 100) < Fraction(2, 100)


@given(
    st.integers(0, 10**9).map(Yuan),
    st.fractions(min_value=0, max_value=1),
    st.none() | st.integers(1, 10**9).map(Yuan),
)
def test_never_more_is_payable_than_the_ceiling_or_the_cost(cost, accepted, ceiling):
    paid = payable(cost, accepted=accepted, ceiling=ceiling)
    assert 0 <= paid <= cost.as_fraction()
    assert ceiling is None or paid <= ceiling.as_fraction()


@pytest.mark.parametrize(
    "parts",
    [
        {"residents": Decimal(101)},
        {"residents": Decimal(-1), "subsidy": Decimal(101)},
        {"residents": Decimal("33.333"), "subsidy": Decimal("66.667")},
        {"subsidy": Decimal("99.99")},
    ],
)
def test_what_is_no_hundred_per_cent_is_refused(parts):
    with pytest.raises(NotAHundredPercent):
        FundingSplit(**parts)


def test_one_word_says_who_pays():
    assert FundingSplit.whole("subsidy").word == "subsidy"
    assert FundingSplit(residents=Decimal(60), subsidy=Decimal(40)).word == "split"
    assert FundingSplit().word == "nobody"


def test_a_known_split():
    split = FundingSplit(residents=Decimal("33.33"), subsidy=Decimal("33.33"), common_income=Decimal("33.34"))
    assert funding_parts(split, Fraction(100)) == {
        "residents": Yuan(33_33),
        "subsidy": Yuan(33_33),
        "common_income": Yuan(33_34),
    }
