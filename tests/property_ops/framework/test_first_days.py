"""The first day of a month and of a year, on both databases."""

from datetime import date

import pytest
from django.db.models import F, Value
from django.db.models.functions import Coalesce, TruncMonth, TruncYear

from property_ops.framework.first_days import FirstOfMonth, FirstOfYear, first_days
from property_ops.modules.estates.models import Estate
from property_ops.modules.estates.testing import EstateFactory

pytestmark = pytest.mark.django_db
DAYS = [date(2022, 6, 30), date(2022, 1, 1), date(2022, 6, 1), date(2021, 12, 31), date(2024, 2, 29), None]


@pytest.fixture(autouse=True)
def estates():
    for number, day in enumerate(DAYS):
        EstateFactory(code=f"BC{number:02d}", management="assisted", taken_over_on=day)


@pytest.mark.parametrize(("ours", "djangos"), [(FirstOfMonth, TruncMonth), (FirstOfYear, TruncYear)])
def test_it_is_what_django_says(ours, djangos):
    both = Estate.objects.annotate(ours=ours("taken_over_on"), djangos=djangos("taken_over_on"))
    found = list(both.values_list("ours", "djangos"))
    assert len(found) == len(DAYS)
    assert all(one == other for one, other in found)


def test_it_is_of_what_is_reckoned_and_may_be_compared():
    rows = Estate.objects.annotate(first=FirstOfMonth(Coalesce("taken_over_on", Value(date(2023, 5, 17)))))
    assert rows.get(code="BC05").first == date(2023, 5, 1)
    assert [estate.code for estate in rows.filter(first=F("taken_over_on")).order_by("code")] == ["BC01", "BC02"]


def test_those_that_there_are_come_in_order_each_once():
    assert first_days(Estate.objects.all(), FirstOfMonth("taken_over_on")) == [
        date(2021, 12, 1),
        date(2022, 1, 1),
        date(2022, 6, 1),
        date(2024, 2, 1),
    ]
    assert first_days(Estate.objects.all(), FirstOfYear("taken_over_on")) == [
        date(2021, 1, 1),
        date(2022, 1, 1),
        date(2024, 1, 1),
    ]
