"""Walls to paint: areas without openings, litres, scaffold, and days between coats."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from property_ops.kernel.quantity import SizeOutOfRange
from property_ops.modules.wall_painting.domain.walls import (
    MOST_COATS,
    CoatsOutOfRange,
    OpeningsTooLarge,
    OutOfReach,
    Paint,
    Wall,
    WallAccess,
    WallSide,
    coat_days,
    estimate,
)

OUTER = Paint("outer", Decimal(8), Decimal("0.05"), 24)
INNER = Paint("inner", Decimal(10), Decimal(0), 4)
PAINTS = {paint.code: paint for paint in (OUTER, INNER)}


def wall(
    length="60", height="18", openings="280", coats=2, access=WallAccess.SCAFFOLD, paint="outer", side=WallSide.FACADE
):
    return Wall(side, Decimal(length), Decimal(height), Decimal(openings), coats, access, paint)


@st.composite
def walls(draw):
    length = draw(st.decimals(1, 200, places=2))
    height = draw(st.decimals(1, 4, places=2))
    openings = draw(st.decimals(0, length * height - 1, places=2)) if length * height > 1 else Decimal(0)
    return wall(length, height, openings, draw(st.integers(1, MOST_COATS)), draw(st.sampled_from(WallAccess)),
                draw(st.sampled_from(sorted(PAINTS))))  # fmt: skip


def test_a_facade_needs_litres_for_every_coat_and_a_scaffold_before_all_of_it():
    """60 × 18 − 280 = 800 m²; 2 coats at 8 m² a litre and 5 % wastage: 210 litres."""
    found = estimate([wall()], PAINTS)
    assert found.area == 800
    assert [need.litres for need in found.needs] == [Decimal(210)]
    assert (found.scaffold, found.rope) == (1080, 0)


def test_rope_work_is_counted_apart_from_scaffold():
    found = estimate([wall(access=WallAccess.ROPE), wall("10", "2.5", "0", access=WallAccess.GROUND)], PAINTS)
    assert (found.scaffold, found.rope) == (0, 1080)


def test_every_coat_is_a_visit_of_its_own_after_the_last_has_dried():
    assert coat_days(date(2022, 6, 1), estimate([wall()], PAINTS)) == [date(2022, 6, 1), date(2022, 6, 2)]
    slow = {"outer": Paint("outer", Decimal(8), Decimal(0), 25)}
    assert coat_days(date(2022, 6, 1), estimate([wall(coats=3)], slow)) == [
        date(2022, 6, 1), date(2022, 6, 3), date(2022, 6, 5),
    ]  # fmt: skip


def test_no_walls_need_nothing():
    found = estimate([], PAINTS)
    assert (found.area, found.needs, found.coats, coat_days(date(2022, 6, 1), found)) == (0, (), 0, [])


@given(st.lists(walls(), max_size=8))
@settings(max_examples=50)
def test_an_estimate_is_the_sum_of_its_parts(several):
    together, alone = estimate(several, PAINTS), [estimate([one], PAINTS) for one in several]
    assert together.area == sum(one.area for one in alone)
    for need in together.needs:
        assert need.coated == sum(part.coated for one in alone for part in one.needs if part.paint == need.paint)
    assert estimate(reversed(several), PAINTS) == together


@given(walls())
@settings(max_examples=50)
def test_paint_is_enough_for_every_coat(one):
    (need,) = estimate([one], PAINTS).needs
    assert 0 < one.area <= one.face
    assert need.litres * need.paint.coverage >= one.area * one.coats - Decimal("1e-20")


@pytest.mark.parametrize("sizes", [("0", "3"), ("-5", "3"), ("60", "0"), ("501", "3"), ("60", "101"), ("NaN", "3")])
def test_sizes_that_no_wall_has_are_refused(sizes):
    with pytest.raises(SizeOutOfRange):
        wall(*sizes, openings="0")


@pytest.mark.parametrize("openings", ["1080", "1200", "-1", "NaN"])
def test_openings_leave_some_wall(openings):
    with pytest.raises(OpeningsTooLarge):
        wall(openings=openings)


@pytest.mark.parametrize("coats", [0, -1, 5])
def test_coats_are_one_to_four(coats):
    with pytest.raises(CoatsOutOfRange):
        wall(coats=coats)


def test_a_wall_is_painted_only_by_what_reaches_it():
    assert wall(height="4", openings="0", access=WallAccess.GROUND).area == 240
    with pytest.raises(OutOfReach, match="cannot be reached by poles and ladders, which goes up to 4 m"):
        wall(height="4.01", openings="0", access=WallAccess.GROUND)
