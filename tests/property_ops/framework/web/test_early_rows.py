"""A page of a long list has the same rows, whether or not those behind it are left out before they are sorted."""

import pytest

from property_ops.framework.web.early_rows import LEADING, is_worth_it, up_to
from property_ops.modules.estates.models import Tenure, Unit
from property_ops.modules.estates.testing import EstateFactory, owned_unit

pytestmark = pytest.mark.django_db

ORDERS = [
    (Unit, ("estate__code", "building", "entrance", "room", "pk")),
    (Unit, ("-estate__code", "-building", "room", "pk")),
    (Unit, ("building", "-room", "pk")),
    (Unit, ("-area", "pk")),
    (Unit, ("pk",)),
    (Tenure, ("-unit__building", "start", "pk")),  # the second may be empty
    (Tenure, ("start", "-unit__building", "pk")),
    (Tenure, ("unit", "pk")),  # by the order of units
]


@pytest.fixture
def units():
    for code in ("BC01", "BC02"):
        estate = EstateFactory(code=code)
        for number in range(12):
            named = {"building": number % 3 + 1, "room": f"{number % 4}01", "code": f"{code}-{number}"}
            owned_unit(owner=f"业主{number}", estate=estate, **named)


@pytest.mark.parametrize(("model", "order"), ORDERS, ids=lambda value: str(value))
def test_the_first_rows_are_the_first_of_all(units, model, order):
    rows = model.objects.order_by(*order)
    whole = list(rows)
    for end in (1, 2, 5, len(whole), len(whole) + 3):
        assert list(up_to(rows, end))[:end] == whole[:end]


def test_what_lies_far_behind_is_left_out(units):
    rows = Unit.objects.order_by("estate__code", "building", "room", "pk")
    assert up_to(rows, 3).count() == 4  # of one estate and building
    assert LEADING == 2


def test_rows_that_were_narrowed_down_stay_so(units):
    rows = Unit.objects.filter(room="101").order_by("-building", "entrance", "pk")
    assert list(up_to(rows, 2))[:2] == list(rows[:2])


@pytest.mark.parametrize("order", [("-room", "building", "pk")])
def test_rows_without_doubles_are_left_as_they_are(units, order):
    rows = Unit.objects.order_by(*order).distinct()
    assert up_to(rows, 1) is rows


def test_short_lists_and_pages_far_behind_are_sorted_as_they_are():
    assert is_worth_it(50, 20_000)
    assert not is_worth_it(50, 300)
    assert not is_worth_it(10_000, 20_000)
