"""The store: never below zero, and what comes in is what goes out and what is left."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_ops.kernel.money import Yuan
from property_ops.modules.works.domain.errors import NegativeReceipt, NotEnoughStock
from property_ops.modules.works.domain.stock import Stock

QUANTITIES = st.decimals(min_value="0.0001", max_value=10**4, places=4)
RECEIPTS = st.tuples(st.just("in"), QUANTITIES, st.integers(0, 10**7).map(Yuan))
ISSUES = st.tuples(st.just("out"), QUANTITIES, st.none())
COUNTS = st.tuples(st.just("count"), QUANTITIES, st.none())


@given(st.lists(RECEIPTS | ISSUES | COUNTS, max_size=30))
def test_whatever_happens_nothing_is_below_zero_and_the_values_add_up(moves):
    stock, worth = Stock(), Yuan(0)
    for move, quantity, paid in moves:
        if move == "in":
            stock, change = stock.receive(quantity, paid), paid
        elif move == "out" and quantity <= stock.quantity:
            stock, value = stock.issue(quantity)
            change = -value
            assert value >= Yuan(0)
        elif move == "count" and stock.quantity:
            stock, change = stock.counted(quantity)
        else:
            continue
        worth += change
        assert stock.quantity >= 0
        assert stock.value >= Yuan(0)
        assert stock.value == worth
        assert stock.quantity or not stock.value


def test_what_is_not_there_is_not_issued():
    with pytest.raises(NotEnoughStock):
        Stock(Decimal(1), Yuan(100)).issue(Decimal("1.0001"))
    with pytest.raises(NegativeReceipt):
        Stock().receive(Decimal(0), Yuan(1))
    with pytest.raises(NegativeReceipt):
        Stock(Decimal(1), Yuan(100)).issue(Decimal(-1))
