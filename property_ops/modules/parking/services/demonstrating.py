"""The demonstration's parking lot: drawn, with its layouts, and none chosen yet; and cars that stood wrongly."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.db import transaction
from PIL import Image, ImageDraw

from property_ops.framework.accounts import user_named
from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate
from property_ops.modules.parking.domain.lots import drawing
from property_ops.modules.parking.domain.lots.planned import WantedSpaces
from property_ops.modules.parking.domain.lots.standards import AISLES, FIRE_LANE_WIDTH
from property_ops.modules.parking.models import ParkingLot, ParkingViolation
from property_ops.modules.parking.models.violation import NotificationWay, ViolationKind
from property_ops.modules.parking.services.lots import Drawn, draw_lot
from property_ops.modules.parking.services.violations import (
    add_violation_photo,
    notify_owner,
    record_violation,
    settle,
)

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


SEEN = (
    ("牡丹花园", "鲁R7T605", ViolationKind.FIRE_LANE, "2号楼北侧消防车道", "2022-03-09T19:40+08:00"),
    ("牡丹花园", "鲁RC8812", ViolationKind.BLOCKING, "东门内转弯处", "2022-04-21T07:55+08:00"),
    ("北城新村", "鲁R0K927", ViolationKind.FIRE_LANE, "9号楼东侧消防车道", "2022-05-13T21:10+08:00"),
    ("益和小区", "鲁RF6090", ViolationKind.OTHER, "中心绿地边", "2022-06-02T18:25+08:00"),
    ("牡丹花园", "鲁R3H148", ViolationKind.BLOCKING, "垃圾投放点前", "2022-06-17T08:05+08:00"),
)
BODY, GROUND, WALL = (70, 92, 120), (150, 148, 142), (205, 196, 180)


@transaction.atomic
def note_misparked_cars(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once; each with its photo, told on the windscreen and moved within the hour."""
    estates = {one.name: one for one in Estate.objects.filter(name__in={name for name, *_ in SEEN})}
    if ParkingViolation.objects.exists():
        return
    by = user_named("dispatcher")
    for name, plate, what, place, seen in SEEN:
        if name in estates:
            at = datetime.fromisoformat(seen)
            car = record_violation(estate=estates[name], plate=plate, what=what, at=at, now=at, by=by, place=place)
            add_violation_photo(record=car, data=_photo_of(plate), by=by, now=at)
            car = notify_owner(record=car, way=NotificationWay.WINDSCREEN, at=at + timedelta(minutes=5), by=by)
            settle(record=car, at=at + timedelta(minutes=50), by=by)


def _photo_of(plate: str) -> bytes:
    """A drawn car before a wall, each another."""
    image = Image.new("RGB", (640, 480), WALL)
    draw, shift = ImageDraw.Draw(image), sum(map(ord, plate)) % 160
    draw.rectangle((0, 300, 640, 480), fill=GROUND)
    draw.rounded_rectangle((120 + shift, 250, 420 + shift, 350), 24, fill=BODY)
    draw.rounded_rectangle((180 + shift, 200, 350 + shift, 270), 24, fill=BODY)
    for wheel in (180, 360):
        draw.ellipse((wheel - 32 + shift, 320, wheel + 32 + shift, 384), fill=(40, 40, 40))
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
