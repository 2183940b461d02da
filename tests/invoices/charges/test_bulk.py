"""The vectorised rule equals the single one, row by row (docs/house.md 5)."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from invoices.modules.charges.bulk import times
from property_ops.kernel.money import round_half_up

INT64_MAX = 2**63 - 1
FACTORS = st.fractions(min_value=0, max_value=10**6, max_denominator=10**9)
QUANTITIES = st.lists(st.integers(min_value=0, max_value=10**9), max_size=20)


@given(QUANTITIES, FACTORS)
def test_every_row_equals_the_single_rule(quantities, factor):
    found = times(pd.Series(quantities, dtype="int64"), factor)
    assert found.dtype == "int64"
    assert found.tolist() == [round_half_up(quantity * factor) for quantity in quantities]


@example([0], 1, 2**62)
@given(
    st.lists(st.integers(min_value=0, max_value=INT64_MAX), min_size=1, max_size=10),
    st.integers(min_value=1, max_value=10**30),
    st.integers(min_value=0, max_value=10**30),
)
def test_near_the_end_of_int64_nothing_overflows_in_silence(quantities, denominator, numerator):
    factor = Fraction(numerator, denominator)
    expected = [round_half_up(quantity * factor) for quantity in quantities]
    if max(expected) > INT64_MAX:
        with pytest.raises(OverflowError):
            times(pd.Series(quantities, dtype="int64"), factor)
    else:
        assert times(pd.Series(quantities, dtype="int64"), factor).tolist() == expected


@given(st.integers(min_value=-2, max_value=2))
def test_at_the_very_edge_of_int64_both_ways_agree(offset):
    quantity = (INT64_MAX - 1) // 2 + offset
    assert times(pd.Series([quantity]), Fraction(1)).tolist() == [quantity]


def test_a_half_fen_is_a_fen():
    assert times(pd.Series([1, 2, 3]), Fraction(1, 2)).tolist() == [1, 1, 2]


def test_no_rows_are_no_rows():
    assert times(pd.Series([], dtype="int64"), Fraction(1, 3)).tolist() == []
