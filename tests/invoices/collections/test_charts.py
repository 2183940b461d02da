"""The charts of the overview: the same figures as their pages, with a table, and where each part leads."""

import json
import re
from datetime import date

import pytest
from django.core.cache import cache

from property_ops.kernel.money import Yuan
from tests.invoices.july import pay
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
DUE = Yuan(511_49 + 534_27)


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


def drawn(page):
    return json.loads(re.search(r'<script id="chart-\w+" type="application/json">(.*?)</script>', page)[1])


def test_billed_and_received_are_apart_and_the_rate_is_of_the_month_due(bill, accountant):
    pay(bill, Yuan(100_00), by=accountant, on=date(2022, 9, 20))
    page = visitor("manager").text("/arrears/charts/collection/")
    found = drawn(page)
    assert found["names"] == ["2022-08"]
    assert [one["values"] for one in found["series"]] == [[float(DUE.as_decimal())], [100.0], [9.56]]
    assert [one["line"] for one in found["series"]] == [False, False, True]
    assert found["urls"] == ["/arrears/rates/?first=2022-08-01&last=2022-08-31"]
    table = page[page.index("<table") :]
    for words in (DUE.grouped(), "100.00", "9.56%", "first=2022-08-01"):
        assert words in table


def test_what_is_posted_is_in_the_chart_at_once(bill, accountant):
    assert drawn(visitor("manager").text("/arrears/charts/collection/"))["series"][1]["values"] == [0.0]
    pay(bill, Yuan(100_00), by=accountant, on=date(2022, 9, 20))
    assert drawn(visitor("manager").text("/arrears/charts/collection/"))["series"][1]["values"] == [100.0]


def test_the_ages_add_up_to_what_is_open_and_lead_to_the_estates(bill):
    page = visitor("manager").text("/arrears/charts/ageing/")
    (ages,) = drawn(page)["series"]
    assert sum(ages["values"]) == float(DUE.as_decimal())
    assert "/arrears/estates/BC01/" in page


@pytest.mark.parametrize("path", ["/arrears/charts/collection/", "/arrears/charts/ageing/", "/breakeven/chart/"])
def test_where_nothing_is_recorded_nothing_is_drawn(path):
    page = visitor("manager").text(path)
    assert "Nothing to show yet." in page
    assert "data-chart" not in page


@pytest.mark.parametrize(
    ("role", "charts"), [("accountant", True), ("reviewer", True), ("dispatcher", False), ("grid_worker", False)]
)
def test_echarts_is_loaded_only_for_who_sees_a_chart(role, charts):
    page = visitor(role).text("/")
    assert ("echarts.min.js" in page) == charts
    assert ("/arrears/charts/collection/" in page) == charts
