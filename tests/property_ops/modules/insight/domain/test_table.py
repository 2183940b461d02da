"""The table from accepted works: sums by estate and month, and nothing lost on the way."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from property_ops.kernel.period import Month, Period
from property_ops.modules.insight.domain.figures import FIGURES, Counting
from property_ops.modules.insight.domain.periods import half_year_of, months_of, presets
from property_ops.modules.insight.domain.table import Accepted, tabulate

CODES = {"路面修补": "road_repair", "道路修补": "road_repair", "外墙粉刷": "facade_painting", "雨污分流": "rain_sewage",
         "拆除牌匾": "signs", "垃圾清运": "rubbish", "修剪树木": ""}  # fmt: skip
KINDS = [("路面修补", "㎡"), ("道路修补", "m²"), ("外墙粉刷", "平方米"), ("雨污分流", "个"), ("拆除牌匾", "处"),
         ("拆除牌匾", "㎡"), ("垃圾清运", "方"), ("垃圾清运", "车"), ("修剪树木", "棵")]  # fmt: skip

works = st.lists(
    st.builds(
        lambda number, estate, kind, quantity, day: Accepted(
            f"GD{number}", estate, kind[0], CODES[kind[0]], kind[1], quantity, day
        ),
        st.integers(1, 999), st.sampled_from(["BC01", "BC02", "BC03"]), st.sampled_from(KINDS),
        st.decimals(0, 5000, places=1), st.dates(date(2022, 1, 1), date(2022, 6, 30)),
    ),
    max_size=20,
)  # fmt: skip


def row(table, code):
    return next(row for row in table.rows if row.figure.code == code)


def work(number, estate, kind, unit, quantity, day="2022-03-05"):
    return Accepted(number, estate, kind, CODES[kind], unit, Decimal(quantity), date.fromisoformat(day))


def test_names_and_units_of_the_same_thing_count_together():
    table = tabulate(
        [work("1", "BC01", "路面修补", "㎡", "100.5"), work("2", "BC01", "道路修补", "平方 米", "20"),
         work("3", "BC02", "道路修补", "m²", "3", "2022-04-01")], FIGURES,
    )  # fmt: skip
    road = row(table, "road")
    assert road.by_estate == {"BC01": Decimal("120.5"), "BC02": 3}
    assert road.by_month == {Month(2022, 3): Decimal("120.5"), Month(2022, 4): 3}
    assert (road.total, road.works) == (Decimal("123.5"), 3)


def test_an_estate_is_separated_once_however_many_works_it_took():
    table = tabulate([work(str(n), "BC01", "雨污分流", "个", "1") for n in range(3)], FIGURES)
    assert row(table, "rain_sewage").total == 1


def test_signs_are_counted_in_places_and_in_square_metres_apart():
    table = tabulate([work("1", "BC01", "拆除牌匾", "处", "7"), work("2", "BC01", "拆除牌匾", "㎡", "64.2")], FIGURES)
    assert (row(table, "signs").total, row(table, "signs_area").total) == (7, Decimal("64.2"))


def test_what_no_figure_takes_is_told():
    table = tabulate([work("1", "BC01", "垃圾清运", "车", "4"), work("2", "BC02", "修剪树木", "棵", "9")], FIGURES)
    assert row(table, "rubbish").total is None
    assert [(left.kind, left.unit, left.works, left.quantity) for left in table.uncounted] == [
        ("修剪树木", "棵", 1, 9), ("垃圾清运", "车", 1, 4),
    ]  # fmt: skip


@given(works)
@settings(max_examples=50)
def test_nothing_is_lost_and_nothing_counted_twice(some):
    table = tabulate(some, FIGURES)
    assert sum(row.works for row in table.rows) + sum(left.works for left in table.uncounted) == len(some)
    counted = sum(row.total or 0 for row in table.rows if row.figure.counting == Counting.QUANTITY)
    separated = sum(one.quantity for one in some if one.kind == "雨污分流")
    assert counted + separated + sum(left.quantity for left in table.uncounted) == sum(one.quantity for one in some)


@given(works)
@settings(max_examples=50)
def test_estates_and_months_add_up_to_the_same_total_in_any_order(some):
    table = tabulate(some, FIGURES)
    for one in table.rows:
        if one.works:
            assert sum(one.by_estate.values()) == sum(one.by_month.values()) == one.total
    again = tabulate(list(reversed(some)), FIGURES)
    assert [(one.by_estate, one.total) for one in again.rows] == [(one.by_estate, one.total) for one in table.rows]


def test_no_kind_and_unit_belongs_to_two_figures():
    for figure in FIGURES:
        for other in FIGURES:
            if figure is not other and figure.kind == other.kind:
                assert figure.units
                assert other.units
                assert not figure.units & other.units


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2022-01-01", ("2022-01-01", "2022-07-01")), ("2022-06-30", ("2022-01-01", "2022-07-01")),
     ("2022-07-01", ("2022-07-01", "2023-01-01")), ("2022-12-31", ("2022-07-01", "2023-01-01"))],
)  # fmt: skip
def test_half_years(day, expected):
    assert half_year_of(date.fromisoformat(day)) == Period(*map(date.fromisoformat, expected))


def test_presets_and_months_of_a_year():
    first, second, whole = presets(2022)
    assert (first.period.end, second.period.end) == (second.period.start, whole.period.end)
    assert months_of(Period(date(2022, 1, 15), date(2022, 3, 1))) == [Month(2022, 1), Month(2022, 2)]
    assert months_of(Period(date(2022, 1, 15), date(2022, 1, 15))) == []
