"""A lot with one of its layouts as lines to draw: the same for screen, paper and CAD."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from property_ops.modules.parking.domain.lots.drawing import Lot, Spot
from property_ops.modules.parking.domain.lots.planned import SpaceLayout
from property_ops.modules.parking.domain.lots.standards import METRE, PlannedKind

if TYPE_CHECKING:
    import shapely

MARGIN = METRE
SCALE_BAR = 10 * METRE


class Layer(StrEnum):
    """In the order in which they are drawn; the value is the layer's name in CAD."""

    WAY = "通道"
    FIRE_LANE = "消防车道"
    ENTRANCE = "出入口"
    OUTLINE = "用地边界"
    STANDARD = "车位-普通"
    PARALLEL = "车位-平行"
    ACCESSIBLE = "车位-无障碍"
    CHARGING = "车位-充电"
    OBSTACLE = "障碍物"
    NUMBER = "车位编号"


LAYER_OF = {
    PlannedKind.STANDARD: Layer.STANDARD,
    PlannedKind.PARALLEL: Layer.PARALLEL,
    PlannedKind.ACCESSIBLE: Layer.ACCESSIBLE,
    PlannedKind.CHARGING: Layer.CHARGING,
}


@dataclass(frozen=True, slots=True)
class PlanFigure:
    """A closed figure; corners in millimetres."""

    layer: Layer
    corners: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Label:
    at: Spot
    text: str


@dataclass(frozen=True, slots=True)
class LotPlan:
    """`left`, `bottom`, `width`, `height`: the rectangle around it, with a margin, in millimetres."""

    figures: tuple[PlanFigure, ...]
    labels: tuple[Label, ...]
    left: int
    bottom: int
    width: int
    height: int


def plan_of(lot: Lot, layout: SpaceLayout, numbers: Sequence[str] = ()) -> LotPlan:
    """`numbers` stand in the spaces; without, they are counted from 1."""
    import shapely  # slow to import, as is the geometry of a site: only who draws pays for it

    from property_ops.modules.parking.domain.lots.site import Site, fire_lane_area, obstacle_area, together

    figures = _areas(Layer.WAY, together(shapely.Polygon(way) for way in layout.ways))
    figures += _areas(Layer.FIRE_LANE, fire_lane_area(lot).intersection(shapely.Polygon(lot.outline)))
    for mouth in Site.of(lot).mouths:
        figures += _areas(Layer.ENTRANCE, mouth)
    figures.append(PlanFigure(Layer.OUTLINE, lot.outline))
    figures += [PlanFigure(LAYER_OF[space.kind], space.corners) for space in layout.spaces]
    for obstacle in lot.obstacles:
        layer = Layer.FIRE_LANE if obstacle.stays_clear else Layer.OBSTACLE
        figures += _areas(layer, obstacle_area(obstacle))
    labels = [
        Label(_middle(space.corners), numbers[space.number - 1] if numbers else str(space.number))
        for space in layout.spaces
    ]
    left, bottom = (min(spot[axis] for spot in lot.outline) - MARGIN for axis in (0, 1))
    right, top = (max(spot[axis] for spot in lot.outline) + MARGIN for axis in (0, 1))
    return LotPlan(tuple(figures), tuple(labels), left, bottom, right - left, top - bottom)


def _areas(layer: Layer, area: "shapely.Geometry") -> list[PlanFigure]:
    import shapely

    parts = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon" and not part.is_empty]
    return [
        PlanFigure(layer, tuple((round(x), round(y)) for x, y in shapely.get_coordinates(part.exterior)[:-1].tolist()))
        for part in parts
    ]


def _middle(corners: Sequence[Spot]) -> Spot:
    import shapely

    middle = shapely.Polygon(corners).centroid
    return round(middle.x), round(middle.y)
