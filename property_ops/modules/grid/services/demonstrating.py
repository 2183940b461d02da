"""The demonstration's grid: areas on a drawn plan, a keeper, a substitute these days, a hand-over that waits."""

import tomllib
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate
from property_ops.modules.grid.models import DutyRole, GridArea
from property_ops.modules.grid.services.keeping import (
    PlacedAt,
    begin_duty,
    enter_area,
    offer_hand_over,
    place_area,
    upload_plan,
)

FILE = Path(__file__).resolve().parents[1] / "demo" / "grid.toml"
PAPER, ROAD, HOUSE, INK = "#f4f1e8", "#d9d4c5", "#b9c7c1", "#4c5a5d"


@transaction.atomic
def lay_out_the_demo(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where no area is there yet."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    estate = Estate.objects.filter(name=told["estate"]).first()
    if estate is None or GridArea.objects.exists():
        return
    by, keeper, substitute = (User.objects.get(username=told[name]) for name in ("by", "keeper", "substitute"))
    now, today = timezone.now(), timezone.localdate()
    upload_plan(estate=estate, picture=_drawn(), by=by, now=now)
    areas = []
    for row in told["areas"]:
        area = enter_area(estate=estate, code=row["code"], name=row["name"], covers=row["covers"], by=by, now=now)
        place_area(area=area, at=PlacedAt(*row["at"]), by=by)
        begin_duty(area=area, person=keeper, role=DutyRole.MAIN, start=told["since"], last=None, by=by, now=now)
        areas.append(area)
    week = {"start": today - timedelta(days=2), "last": today + timedelta(days=4)}
    begin_duty(area=areas[1], person=substitute, role=DutyRole.SUBSTITUTE, by=by, now=now, **week)
    words = "3户商户垃圾桶钥匙在社区；中式快餐店油烟已约谈一次，下月复查。"
    offer_hand_over(area=areas[2], to=substitute, on=today + timedelta(days=3), words=words, by=keeper, now=now)


def _drawn() -> bytes:
    """A plan as it hangs on a notice board: roads, and houses in rows."""
    plan = Image.new("RGB", (1200, 800), PAPER)
    pen = ImageDraw.Draw(plan)
    for road in ((0, 400, 1200, 440), (940, 0, 985, 800), (440, 440, 470, 800)):
        pen.rectangle(road, fill=ROAD)
    for number, (left, top) in enumerate(((80, 480), (80, 590), (80, 700), (80, 80), (400, 80), (400, 190)), start=1):
        pen.rectangle((left, top, left + 300, top + 62), fill=HOUSE, outline=INK, width=3)
        pen.text((left + 140, top + 18), str(number), fill=INK, font_size=26)
    pen.rectangle((1020, 60, 1120, 740), fill=HOUSE, outline=INK, width=3)
    file = BytesIO()
    plan.save(file, "PNG")
    return file.getvalue()
