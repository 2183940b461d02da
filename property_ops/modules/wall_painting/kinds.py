"""Wall painting, outside and inside, as kinds of work for the slot `work_kinds`."""

from collections.abc import Iterator, Sequence

from property_ops.kernel.quantity import SQUARE_METRES, rounded_up
from property_ops.kernel.text import gettext_noop
from property_ops.modules.wall_painting import selectors
from property_ops.modules.wall_painting.domain.walls import WallAccess, WallSide, mostly_openings
from property_ops.modules.wall_painting.domain.weather import STRONGEST_WIND
from property_ops.modules.wall_painting.models import PaintedWall
from property_ops.modules.works.public import (
    MaterialNeed,
    WeatherLimits,
    WorkEstimate,
    WorkFinding,
    WorkKind,
    WorkOrder,
    kind_of,
)

USUAL = WeatherLimits(no_rain=True, lowest_temperature=5, strongest_wind=5)
INDOORS = WeatherLimits(lowest_temperature=5)
MOSTLY_OPENINGS = gettext_noop("Wall %(number)s: more than two thirds of it are openings. Measure it again.")
SCAFFOLD, ROPES = "脚手架", "吊绳作业面"


def measured(work: WorkOrder) -> list[PaintedWall]:
    return list(selectors.walls_of(work))


def estimate(walls: Sequence[PaintedWall]) -> WorkEstimate:
    """m² with paint, scaffold and ropes; a visit for each coat, and the hours that a coat dries."""
    found = selectors.estimate_of(walls)
    paints = {wall.paint.code: wall.paint for wall in walls}
    needs = [
        MaterialNeed(paints[need.paint.code].name, rounded_up(need.litres, places=1), "L", need.paint.code)
        for need in found.needs
    ]
    for name, area in ((SCAFFOLD, found.scaffold), (ROPES, found.rope)):
        if area:
            needs.append(MaterialNeed(name, area, SQUARE_METRES[0]))
    return WorkEstimate(
        found.area,
        SQUARE_METRES[0],
        needs=tuple(needs),
        rest_hours=found.drying_hours,
        visits=max(found.coats, 1),
        weather=_weather(walls),
    )


def _weather(walls: Sequence[PaintedWall]) -> WeatherLimits:
    """As strict as the most sensitive paint and the most exposed painter; rain and wind stop nobody indoors."""
    outside = [wall for wall in walls if wall.side == WallSide.FACADE]
    return WeatherLimits(
        no_rain=bool(outside),
        lowest_temperature=max((wall.paint.lowest_temperature for wall in walls), default=USUAL.lowest_temperature),
        strongest_wind=min((STRONGEST_WIND[WallAccess(wall.access)] for wall in outside), default=None),
    )


def odd_walls(walls: Sequence[PaintedWall]) -> Iterator[WorkFinding]:
    for wall in walls:
        if mostly_openings(wall.rule):
            yield WorkFinding(MOSTLY_OPENINGS, {"number": wall.number})


def _kind(code: str, name: str, weather: WeatherLimits, *aliases: str) -> WorkKind:
    return WorkKind(
        code,
        name,
        SQUARE_METRES,
        aliases=aliases,
        weather=weather,
        measured=measured,
        estimate=estimate,
        checks=(odd_walls,),
        warranty_months=24,
    )


FACADE_PAINTING = _kind(
    "facade_painting", "外墙粉刷", USUAL, "外墙涂刷", "外立面粉刷", "楼栋外墙粉刷", "外墙翻新", "墙面粉刷"
)
INNER_PAINTING = _kind(
    "inner_painting", "内墙粉刷", INDOORS, "内墙涂刷", "楼道粉刷", "小区内墙粉刷", "围墙粉刷", "楼道墙面粉刷"
)
KINDS = (FACADE_PAINTING, INNER_PAINTING)
_SIDES = {FACADE_PAINTING.code: WallSide.FACADE, INNER_PAINTING.code: WallSide.INNER}


def side_of(work: WorkOrder) -> WallSide | None:
    """Which walls the work paints; None where it is no painting."""
    kind = kind_of(work)
    return _SIDES.get(kind.code) if kind else None
