from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from property_ops.framework.web import display
from property_ops.kernel.money import Yuan


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("value", "looks"),
    [
        (None, "—"),
        ("", "—"),
        (True, "yes"),
        (False, "no"),
        (Yuan(1234567_50), "1,234,567.50"),
        (Decimal("93.0200"), "93.02"),
        (date(2022, 6, 30), "2022-06-30"),
        (datetime(2022, 6, 30, 16, 5, tzinfo=UTC), "2022-07-01 00:05"),
        ("牡丹花园", "牡丹花园"),
        (0, 0),
    ],
)
def test_values_look_as_the_office_writes_them(value, looks):
    assert display.shown(value) == looks


@pytest.mark.parametrize(
    ("value", "places", "looks"),
    [
        (Decimal("12345.6700"), 0, "12,345.67"),
        (Decimal("127.6"), 2, "127.60"),
        (Decimal("0.5"), 0, "0.5"),
        (Decimal("-1234.5"), 0, "-1,234.5"),
        (Decimal("-0.5"), 2, "-0.50"),
        (1954, 0, "1,954"),
        (Decimal("1E+3"), 0, "1,000"),
    ],
)
def test_numbers_are_grouped_and_never_rounded(value, places, looks):
    assert display.number(value, places=places) == looks


def test_a_period_shows_its_last_day_not_the_day_after():
    assert display.days(date(2022, 3, 1), date(2022, 7, 1)) == "2022-03-01 – 2022-06-30"


def test_an_open_period_says_since_or_until():
    assert display.days(date(2022, 3, 1), None) == "since 2022-03-01"
    assert display.days(None, date(2022, 7, 1)) == "until 2022-06-30"
    assert display.days(None, None) == "always"


def test_a_badge_never_carries_markup_from_data():
    assert "<script>" not in display.badge("<script>", "green")


def test_a_ratio_is_shown_exactly():
    assert display.percent(Decimal("0.985000")) == "98.5%"
    assert display.percent(Decimal(1)) == "100%"
