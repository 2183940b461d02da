"""Layouts of parking lots: every space lies where it may, clear of all that must stay free, and can be reached."""

from decimal import Decimal
from functools import cache
from math import cos, pi, sin

import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as some
from shapely import LineString, Point, Polygon

from property_ops.modules.parking.domain.lots import errors
from property_ops.modules.parking.domain.lots.drawing import (
    Entrance,
    Lot,
    Obstacle,
    read_entrances,
    read_obstacles,
    read_outline,
    read_spots,
    written,
    written_obstacles,
)
from property_ops.modules.parking.domain.lots.layout import lay_out, propose
from property_ops.modules.parking.domain.lots.planned import WantedSpaces
from property_ops.modules.parking.domain.lots.standards import AISLES, ANGLES, PlannedKind

CENTIMETRE = 10
SQUARE_CENTIMETRES = 100


def lot(outline, *, entrances="0,10,6", obstacles="", fire_lane=""):
    return Lot(
        read_outline(outline), read_entrances(entrances), read_obstacles(obstacles), read_spots(fire_lane)
    )  # fmt: skip


YARD = lot("0,0;30,0;30,20;0,20")
BENT = lot(
    "0,0;40,0;40,20;24,22;22,42;0,38",
    entrances="40,10,6",
    obstacles="9,9,1.2;18,30,0.6",
    fire_lane="40,10;12,10;12,34",
)


@cache
def layouts(drawn):
    return {layout.angle: layout for layout in propose(drawn, WantedSpaces())}


def assert_honest(drawn, layout):
    """Looked at with plain geometry that knows nothing of how the layout was found."""
    spaces = [Polygon(space.corners) for space in layout.spaces]
    outline = Polygon(drawn.outline).buffer(CENTIMETRE, join_style="mitre")
    assert all(outline.covers(space) for space in spaces)
    for one, other in zip(*shapely.STRtree(spaces).query(spaces, predicate="intersects"), strict=True):
        assert one == other or spaces[one].intersection(spaces[other]).area < 60 * CENTIMETRE * 100
    occupied = shapely.union_all(spaces, grid_size=1).buffer(-CENTIMETRE / 2)
    for obstacle in drawn.obstacles:
        assert occupied.distance(Point(obstacle.at)) >= obstacle.diameter / 2 - CENTIMETRE
    if drawn.fire_lane:
        lane = LineString(drawn.fire_lane).buffer(drawn.fire_lane_width / 2 - CENTIMETRE, cap_style="flat")
        assert not occupied.intersects(lane)
    for way in layout.ways:
        assert occupied.intersection(Polygon(way)).area < SQUARE_CENTIMETRES * 100
    assert_reachable(drawn, layout, occupied)


def assert_reachable(drawn, layout, occupied):
    trees = shapely.union_all([Point(one.at).buffer(one.diameter / 2) for one in drawn.obstacles])
    ground = Polygon(drawn.outline).difference(occupied).difference(trees).buffer(-1200)
    entrances = shapely.union_all([Point(one.at).buffer(one.width) for one in drawn.entrances])
    entered = shapely.union_all([part for part in shapely.get_parts(ground) if part.intersects(entrances)])
    assert all(entered.intersects(Polygon(way)) for way in layout.ways)


@pytest.mark.parametrize("angle", ANGLES)
@pytest.mark.parametrize("drawn", [YARD, BENT], ids=["yard", "bent"])
def test_every_space_is_clear_of_all_that_must_stay_free(drawn, angle):
    assert_honest(drawn, layouts(drawn)[angle])


def test_a_yard_of_30_by_20_metres_holds_24_square_spaces():
    assert {angle: len(layout.spaces) for angle, layout in layouts(YARD).items()} == {90: 24, 60: 21, 45: 17, 0: 18}


def test_a_bent_lot_with_trees_and_a_fire_lane_holds_no_space_fewer_at_any_angle():
    assert {angle: len(layout.spaces) for angle, layout in layouts(BENT).items()} == {90: 44, 60: 32, 45: 31, 0: 27}


def test_a_row_that_fits_exactly_is_not_lost():
    """12 spaces of 2.4 m in 28.8 m, in front of an aisle of 5.5 m: a lot without a millimetre to spare."""
    exact = lot("0,0;28.8,0;28.8,10.8;0,10.8", entrances="28.8,8.05,5")
    assert len(lay_out(exact, 90, WantedSpaces()).spaces) >= 10
    wide = lot("0,0;28.8,0;28.8,10.8;0,10.8", entrances="14,10.8,6")
    assert len(lay_out(wide, 90, WantedSpaces()).spaces) == 12
    narrow = lot("0,0;28.8,0;28.8,10.79;0,10.79", entrances="14,10.79,6")
    assert len(lay_out(narrow, 90, WantedSpaces()).spaces) < 12


def test_a_turned_lot_holds_as_many_spaces():
    turn = pi / 7
    corners = [(x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)) for x, y in YARD.outline]
    turned = Lot(
        tuple((round(x), round(y)) for x, y in corners),
        (Entrance((round(-10000 * sin(turn)), round(10000 * cos(turn))), 6000),),
    )
    layout = lay_out(turned, 90, WantedSpaces())
    assert len(layout.spaces) == 24
    assert_honest(turned, layout)


def test_the_same_lot_always_gives_the_same_layouts():
    assert propose(YARD, WantedSpaces(accessible=2)) == propose(YARD, WantedSpaces(accessible=2))


def test_the_layout_with_the_most_spaces_comes_first():
    assert [layout.angle for layout in propose(YARD, WantedSpaces())] == [90, 60, 0, 45]


def test_two_accessible_spaces_take_three_places_and_are_3_6_metres_wide():
    layout = lay_out(YARD, 90, WantedSpaces(accessible=2))
    assert layout.counts == {PlannedKind.STANDARD: 21, PlannedKind.ACCESSIBLE: 2}
    for space in layout.spaces:
        _x, _y, width, length = shapely.total_bounds(Polygon(space.corners)) - (0, 0, *space_origin(space))
        size = sorted((round(width, -1), round(length, -1)))
        assert size == ([3600, 5300] if space.kind is PlannedKind.ACCESSIBLE else [2400, 5300])
    assert_honest(YARD, layout)


def space_origin(space):
    return shapely.total_bounds(Polygon(space.corners))[:2]


@pytest.mark.parametrize("angle", [45, 60, 90])
@pytest.mark.parametrize("wanted", [1, 2, 3, 5])
def test_as_many_accessible_spaces_as_are_wanted(wanted, angle):
    layout = lay_out(YARD, angle, WantedSpaces(accessible=wanted))
    assert layout.counts[PlannedKind.ACCESSIBLE] == wanted
    assert_honest(YARD, layout)


def test_what_a_layout_cannot_hold_is_told():
    layout = lay_out(YARD, 0, WantedSpaces(accessible=2, charging=40))
    assert layout.missing == {PlannedKind.ACCESSIBLE: 2, PlannedKind.CHARGING: 22}


def test_shares_are_of_the_spaces_there_are_in_the_end():
    layout = lay_out(YARD, 90, WantedSpaces(accessible_share=Decimal(10), charging_share=Decimal(20)))
    counts = layout.counts
    assert counts[PlannedKind.ACCESSIBLE] == 3  # 10 % of 22, rounded up
    assert counts[PlannedKind.CHARGING] == 5  # 20 % of 22, rounded up
    assert len(layout.spaces) == 22


def test_a_line_between_two_spaces_is_painted_once():
    """Ten spaces in one row: a front and a back line of 24 m, and eleven lines of 5.3 m."""
    row = lot("0,0;24,0;24,10.8;0,10.8", entrances="12,10.8,6")
    layout = lay_out(row, 90, WantedSpaces())
    assert len(layout.spaces) == 10
    assert layout.line_metres == Decimal("106.3")


def test_an_aisle_as_wide_as_is_asked_for_lies_before_every_space():
    layout = lay_out(YARD, 90, WantedSpaces(), {**AISLES, 90: 9000})
    assert len(layout.spaces) == 24
    assert {round(Polygon(way).area / 2400, -1) for way in layout.ways} == {9000}
    assert_honest(YARD, layout)


def test_a_lot_too_narrow_for_any_aisle_is_refused():
    with pytest.raises(errors.NoSpaceFits):
        propose(lot("0,0;30,0;30,2;0,2", entrances="0,1,2.5"), WantedSpaces())


REFUSED = [
    (errors.OutlineTooShort, {"outline": "0,0;30,0"}),
    (errors.OutlineCrosses, {"outline": "0,0;30,0;0,20;30,20"}),
    (errors.OutlineSize, {"outline": "0,0;3,0;3,2;0,2"}),
    (errors.OutlineSize, {"outline": "0,0;900,0;900,900;0,900"}),
    (errors.NoEntrance, {"entrances": ""}),
    (errors.EntranceElsewhere, {"entrances": "15,10,6"}),
    (errors.NotAWidth, {"entrances": "0,10,1"}),
    (errors.NotAWidth, {"obstacles": "5,5,0"}),
    (errors.OutsideTheLot, {"obstacles": "40,5,1"}),
    (errors.OutsideTheLot, {"fire_lane": "50,50;60,60"}),
    (errors.OutsideTheLot, {"fire_lane": "5,5"}),
    (errors.TooManyPoints, {"obstacles": "5,5,1\n" * 250}),
]


@pytest.mark.parametrize(("refusal", "wrong"), REFUSED)
def test_what_is_no_lot_is_refused_with_a_reason(refusal, wrong):
    with pytest.raises(refusal) as caught:
        propose(lot(**{"outline": "0,0;30,0;30,20;0,20", **wrong}), WantedSpaces())
    assert "%(" not in caught.value.sentence()


def test_a_fire_lane_is_four_metres_wide_at_least():
    with pytest.raises(errors.NotAWidth):
        Lot(YARD.outline, YARD.entrances, fire_lane=((0, 0), (30000, 0)), fire_lane_width=3990).check()


@pytest.mark.parametrize(
    "text", ["0,0;30,0;30,20", "0，0\n30，0\n30，20\n0,0", "(0, 0); (30, 0)；(30, 20)", "０,0\n30 0\r\n30,20.000"]
)
def test_outlines_are_read_as_people_type_them(text):
    assert read_outline(text) == ((0, 0), (30000, 0), (30000, 20000))


@pytest.mark.parametrize("text", ["0", "0,0,0", "a,b", "1e9,0", "nan,0", "0,inf"])
def test_what_is_no_coordinate_is_refused(text):
    with pytest.raises(errors.NotCoordinates):
        read_outline(text)


def test_what_was_written_is_read_again():
    assert read_obstacles(written([(12340, -5, 600)])) == (Obstacle((12340, -5), 600),)


@some.composite
def lots(draw):
    """Star-shaped outlines of six to eight corners with trees and perhaps a fire lane; the entrance on an edge."""
    corners = draw(some.integers(6, 8))
    outline = []
    for number in range(corners):
        angle, reach = 2 * pi * number / corners, draw(some.integers(10, 20)) * 1000
        outline.append((round(reach * cos(angle)), round(reach * sin(angle))))
    (x, y), (next_x, next_y) = outline[0], outline[1]
    trees = draw(some.lists(some.tuples(some.integers(-7, 7), some.integers(-7, 7)), max_size=3, unique=True))
    inside = Polygon(outline)
    obstacles = tuple(Obstacle((a * 1000, b * 1000), 900) for a, b in trees if inside.covers(Point(a * 1000, b * 1000)))
    entrance = Entrance((round((x + next_x) / 2), round((y + next_y) / 2)), 5000)
    lane = draw(some.sampled_from([(), ((0, 0), entrance.at)]))
    return Lot(tuple(outline), (entrance,), obstacles, lane)


CROSSES_WHEN_TURNED = Lot(
    ((17000, 0), (6858, 8600), (-2225, 9749), (-9010, 4339), (-9010, -4339), (-2225, -9749), (6235, -7818)),
    (Entrance((11929, 4300), 5000),),
)

NO_MORE_BEGINS_ANYWHERE = Lot(
    ((18000, 0), (7071, 7071), (0, 12000), (-7071, 7071), (-10000, 0), (-7071, -7071), (0, -11000), (7071, -7071)),
    (Entrance((12536, 3536), 5000),),
)


@settings(max_examples=8)
@given(lots(), some.sampled_from(ANGLES))
@example(CROSSES_WHEN_TURNED, 45)
@example(NO_MORE_BEGINS_ANYWHERE, 0)
def test_layouts_of_any_lot_are_honest(drawn, angle):
    drawn.check()
    assert_honest(drawn, lay_out(drawn, angle, WantedSpaces(accessible=2)))


def test_nobody_parks_in_a_turning_circle_or_before_a_hydrant_and_cars_drive_there():
    clear = "15,10,12,回；3,17,3，消火栓"
    drawn = lot("0,0;30,0;30,20;0,20", obstacles=clear)
    assert [one.stays_clear for one in drawn.obstacles] == [True, True]
    assert read_obstacles(written_obstacles(drawn.obstacles)) == drawn.obstacles
    for layout in layouts(drawn).values():
        for space in layout.spaces:
            for one in drawn.obstacles:
                assert Polygon(space.corners).distance(Point(one.at)) >= one.diameter / 2 - CENTIMETRE
    trees = lot("0,0;30,0;30,20;0,20", obstacles="15,10,12;3,17,3")
    assert max(len(one.spaces) for one in layouts(drawn).values()) > max(
        len(one.spaces) for one in layouts(trees).values()
    )


def test_slanted_rows_interlock_where_that_gives_more_spaces():
    drawn = lot("0,0;50,0;50,90;0,90", entrances="25,0,6")
    layout = lay_out(drawn, 45, WantedSpaces(accessible=3))
    assert_honest(drawn, layout)
    assert len(layout.spaces) > 165  # 151 with rows back to back
    assert layout.counts[PlannedKind.ACCESSIBLE] == 3


def test_rows_run_in_the_direction_that_holds_the_most():
    """100 × 80 m: how many rows fit one behind the other decides, not what begins at a corner."""
    wide = lot("0,0;100,0;100,80;0,80", entrances="50,0,7")
    assert len(lay_out(wide, 0, WantedSpaces()).spaces) == 286
