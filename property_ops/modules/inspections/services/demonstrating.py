"""The demonstration's hazards: some re-checked, one that waits for the re-check, one overdue, one with a work."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from property_ops.framework.models import User
from property_ops.modules.inspections.domain.grades import Grade
from property_ops.modules.inspections.models import Checklist, Hazard, Inspection
from property_ops.modules.inspections.services.finding import FoundHazard, report_hazard, take_inspection
from property_ops.modules.inspections.services.rectifying import open_work, pass_recheck, report_rectified
from property_ops.modules.rounds.public import Checkpoint, ScanWay, SentScan

FILE = Path(__file__).resolve().parents[1] / "demo" / "hazards.toml"
TEN = time(10)
GROUND, WALL, WRONG, RIGHT = (168, 163, 152), (205, 196, 180), (150, 48, 40), (66, 120, 84)


@transaction.atomic
def look_around(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where nothing was inspected yet."""
    points = {point.code: point for point in Checkpoint.objects.select_related("estate")}
    if Inspection.objects.exists() or not points:
        return
    today = timezone.localdate()
    for number, row in enumerate(tomllib.loads(FILE.read_text(encoding="utf-8"))["inspections"]):
        on = today - timedelta(days=row["days"])
        checklist = Checklist.objects.get(code=row["checklist"])
        found = [
            _hazard(points[row["code"]], checklist, hazard, on, by=_person(row["by"])) for hazard in row["hazards"]
        ]
        at = _at(on, minutes=number)
        key = uuid5(NAMESPACE_URL, f"inspection {row['code']} {on}")
        sent = SentScan(key, points[row["code"]], ScanWay.PLATE, at, at, remark=checklist.name)
        take_inspection(sent=sent, checklist=checklist, by=_person(row["by"]), now=at)
        for hazard, told in zip(found, row["hazards"], strict=True):
            if "mended" in told:
                _mended(hazard, told, on + timedelta(days=told["mended"]))


def _hazard(point: Checkpoint, checklist: Checklist, row: Mapping[str, Any], on: date, *, by: User) -> Hazard:
    item = checklist.items[row["item"]]
    what = f"{item['text']}：{row['note']}"
    found = FoundHazard(
        key=uuid5(NAMESPACE_URL, what),
        estate=point.estate,
        place=str(point),
        what=what,
        grade=Grade(item["grade"]),
        photo=_photo(what, WRONG),
        found_on=on,
        checkpoint=point,
        checklist=checklist,
        work_kind=item["work_kind"],
        by_plate=True,
    )
    hazard = report_hazard(found=found, by=by, now=_at(on))
    if "work" in row:
        open_work(hazard=hazard, kind=row["work"], by=_person("dispatcher"), on=on)
    return hazard


def _mended(hazard: Hazard, row: Mapping[str, Any], on: date) -> None:
    done = report_rectified(
        hazard=hazard,
        key=uuid5(NAMESPACE_URL, row["how"]),
        how=row["how"],
        done_on=on,
        photo=_photo(row["how"], RIGHT),
        by=_person(row["by"]),
        now=_at(on),
    )
    if "passed" in row:
        pass_recheck(rectification_id=done.pk, by=_person(row["passed"]), now=_at(on, minutes=90))


def _photo(words: str, colour: tuple[int, int, int]) -> bytes:
    """A drawn wall and ground with a spot on it: each photo another."""
    image = Image.new("RGB", (640, 480), WALL)
    draw, seed = ImageDraw.Draw(image), sum(map(ord, words))
    draw.rectangle((0, 300, 640, 480), fill=GROUND)
    left, top = 120 + seed % 300, 220 + seed % 90
    draw.ellipse((left, top, left + 110, top + 60), fill=colour)
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _at(day: date, *, minutes: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, TEN)) + timedelta(minutes=minutes)


def _person(username: str) -> User:
    return User.objects.get(username=username)
