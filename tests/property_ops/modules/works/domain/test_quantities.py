"""Which part of a work was accepted."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_ops.kernel.money import Yuan
from property_ops.modules.works.domain.errors import NotPriced
from property_ops.modules.works.domain.quantities import QuantityLine, accepted_part

QUANTITIES = st.decimals(min_value="0.0001", max_value=10**5, places=4)
PRICES = st.none() | st.integers(1, 10**6).map(Yuan)


def line(number, done, accepted, price=None):
    return QuantityLine(number, "路面", "㎡", None, price, Decimal(done), Decimal(accepted))


@given(QUANTITIES, QUANTITIES, PRICES)
def test_one_line_is_the_rule_of_accepted_by_done_whatever_its_price(done, accepted, price):
    one = QuantityLine(1, "路面", "㎡", None, price, done, accepted)
    assert accepted_part([one]) == Fraction(min(accepted, done)) / Fraction(done)


@given(st.lists(st.tuples(QUANTITIES, QUANTITIES, st.integers(1, 10**6).map(Yuan)), min_size=1, max_size=6))
def test_several_lines_give_a_part_between_the_worst_and_the_best(rows):
    lines = [QuantityLine(n, "", "", None, price, done, accepted) for n, (done, accepted, price) in enumerate(rows, 1)]
    each = [Fraction(min(accepted, done)) / Fraction(done) for done, accepted, _ in rows]
    assert min(each) <= accepted_part(lines) <= max(each)


def test_lines_weigh_by_their_price():
    lines = [line(1, 100, 80, Yuan(10_00)), line(2, 10, 10, Yuan(100_00))]
    assert accepted_part(lines) == Fraction(1800, 2000)


def test_a_line_of_which_nothing_was_done_weighs_nothing():
    assert accepted_part([line(1, 100, 80, Yuan(10_00)), line(2, 0, 0, Yuan(100_00))]) == Fraction(4, 5)


def test_several_lines_without_a_price_cannot_be_weighed():
    with pytest.raises(NotPriced):
        accepted_part([line(1, 100, 80), line(2, 10, 10, Yuan(1))])
