"""The demonstration's parking lot: drawn, its layouts side by side, and none chosen yet."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate
from property_ops.modules.parking.domain.lots import drawing
from property_ops.modules.parking.domain.lots.planned import WantedSpaces
from property_ops.modules.parking.domain.lots.standards import AISLES, FIRE_LANE_WIDTH
from property_ops.modules.parking.models import ParkingLot
from property_ops.modules.parking.services.lots import Drawn, draw_lot

ESTATE, NAME, MANAGER = "益和小区", "东广场停车场", "manager"
YARD = drawing.Lot(
    outline=drawing.read_outline("0,0;52,0;52,30;34,30;34,36;0,36"),
    entrances=drawing.read_entrances("26,0,6"),
    obstacles=drawing.read_obstacles("12,18,1.2；40,15,1.2；3,33,3，消火栓"),
    fire_lane=drawing.read_spots("26,0;26,30"),
    fire_lane_width=FIRE_LANE_WIDTH,
)
"""A yard with two trees and a hydrant, and a fire lane through its middle."""


def draw_the_demos_lot(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where no lot is drawn yet."""
    estate = Estate.objects.filter(name=ESTATE).first()
    if estate is None or ParkingLot.objects.exists():
        return
    wanted = WantedSpaces(accessible=1, accessible_share=Decimal(1), charging=0, charging_share=Decimal(10))
    by = User.objects.get(username=MANAGER)
    draw_lot(estate=estate, drawn=Drawn(NAME, YARD, wanted, AISLES), by=by)
