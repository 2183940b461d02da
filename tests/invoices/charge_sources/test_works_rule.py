"""What a work that residents pay for costs them (docs/product.md rule 5)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.charge_sources.domain.works import billable_part
from property_ops.kernel.apportionment import share
from property_ops.kernel.money import Yuan
from property_ops.modules.works.public import QuantityLine, accepted_part

COSTS = st.integers(min_value=0, max_value=10**10).map(Yuan)
QUANTITIES = st.decimals(min_value="0.0001", max_value=10**5, places=4)
MAYBE_LESS = st.decimals(min_value=0, max_value=10**5, places=4)


def billable_cost(cost: Yuan, *, done: Decimal, accepted: Decimal, ceiling: Yuan | None = None) -> Yuan:
    """Of a work with one quantity, all paid by residents: as the source reckons it."""
    lines = [QuantityLine(1, "", "㎡", None, None, done, accepted)]
    return billable_part(cost, accepted=accepted_part(lines), ceiling=ceiling)


@given(COSTS, QUANTITIES, MAYBE_LESS, st.none() | COSTS)
def test_never_more_than_it_cost_nor_than_was_approved(cost, done, accepted, ceiling):
    billable = billable_cost(cost, done=done, accepted=accepted, ceiling=ceiling)
    assert Yuan(0) <= billable <= cost
    assert ceiling is None or billable <= ceiling


@given(COSTS, QUANTITIES, MAYBE_LESS)
def test_what_was_rejected_is_not_charged(cost, done, accepted):
    billable = billable_cost(cost, done=done, accepted=accepted)
    part = min(Fraction(accepted) / Fraction(done), Fraction(1))
    assert abs(billable.as_fraction() - cost.as_fraction() * part) <= Fraction(1, 200)


@given(COSTS, QUANTITIES, MAYBE_LESS, st.lists(st.integers(min_value=1, max_value=10**7), min_size=1, max_size=40))
def test_the_shares_add_up_to_the_billable_cost(cost, done, accepted, areas):
    billable = billable_cost(cost, done=done, accepted=accepted)
    assert sum(share(billable, areas, [str(area) for area in areas])) == billable or not billable


@pytest.mark.parametrize(
    ("done", "accepted", "ceiling", "fen"),
    [
        ("120", "120", None, 1000_00),
        ("120", "100", None, 833_33),
        ("120", "130", None, 1000_00),  # more accepted than done: no more than was done
        ("120", "100", Yuan(800_00), 800_00),
        ("120", "100", Yuan(900_00), 833_33),
        ("120", "0", None, 0),
    ],
)
def test_known_costs(done, accepted, ceiling, fen):
    assert billable_cost(Yuan(1000_00), done=Decimal(done), accepted=Decimal(accepted), ceiling=ceiling) == Yuan(fen)
