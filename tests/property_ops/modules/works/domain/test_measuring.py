"""Numbers in a kind's fields, and plans that do not agree with them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from property_ops.modules.works.domain.kinds import Field
from property_ops.modules.works.domain.measuring import NotMeasured, OutOfRange, checked, disagrees

TRIPS = Field("trips", "车次", "车", most=Decimal(100), least=Decimal(1), places=0)
NOTE = Field("load", "每车方量", "m³", most=Decimal(40), required=False)


def test_what_is_there_is_kept_and_what_may_be_missing_is_left_out():
    assert checked([TRIPS, NOTE], {"trips": Decimal(3), "load": None}) == {"trips": 3}
    assert checked([TRIPS, NOTE], {"trips": Decimal(3), "load": Decimal("7.5"), "other": Decimal(1)}) == {
        "trips": 3, "load": Decimal("7.5"),
    }  # fmt: skip


def test_what_must_be_measured_is_asked_for():
    with pytest.raises(NotMeasured, match="车次 is missing"):
        checked([TRIPS, NOTE], {"load": Decimal(1)})


@pytest.mark.parametrize("value", ["0", "-1", "101", "NaN", "Infinity"])
def test_numbers_outside_the_range_are_refused(value):
    with pytest.raises(OutOfRange):
        checked([TRIPS], {"trips": Decimal(value)})


@given(st.decimals(1, 10_000, places=1), st.decimals(1, 10_000, places=1))
@settings(max_examples=50)
def test_a_plan_agrees_within_a_tenth_of_what_was_measured(planned, measured):
    assert disagrees(planned, measured) == (not measured * 9 <= planned * 10 <= measured * 11)
