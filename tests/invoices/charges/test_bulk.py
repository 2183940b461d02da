"""The rule over many rows equals the single one, row by row (docs/house.md 5)."""

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from invoices.modules.charges.bulk import times
from property_ops.kernel.money import round_half_up

FACTORS = st.fractions(min_value=0, max_value=10**6, max_denominator=10**9)
QUANTITIES = st.lists(st.integers(min_value=0, max_value=10**20), max_size=20)


@given(QUANTITIES, FACTORS)
@example([2**62, 2**63 - 1], Fraction(2**62 - 1, 3))
def test_every_row_equals_the_single_rule_also_where_a_product_is_beyond_64_bits(quantities, factor):
    assert times(quantities, factor) == [round_half_up(quantity * factor) for quantity in quantities]


def test_a_half_fen_is_a_fen():
    assert times([1, 2, 3], Fraction(1, 2)) == [1, 1, 2]


def test_no_rows_are_no_rows():
    assert times([], Fraction(1, 3)) == []
