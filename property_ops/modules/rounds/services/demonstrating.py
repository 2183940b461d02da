"""The demonstration's rounds: a plan, last month's scans with their gaps, the sheet that waits, this month so far."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from property_ops.framework.models import User
from property_ops.framework.pdf.fonts import Weight, house_family
from property_ops.kernel.chinese_days import chinese_day, chinese_month
from property_ops.kernel.period import Month
from property_ops.kernel.quantity import plain
from property_ops.modules.confirmations.public import AgreementItem, SignedService, open_services, write_down
from property_ops.modules.dispatch.public import Crew, crew_of
from property_ops.modules.rounds.domain.counting import Per
from property_ops.modules.rounds.models import Checkpoint, CheckpointKind, ScanWay, WeatherKind
from property_ops.modules.rounds.services.checkpoints import enter_checkpoint
from property_ops.modules.rounds.services.plans import (
    PlannedLine,
    approve_bad_weather,
    approve_plan,
    prepare_plan,
    record_bad_weather,
)
from property_ops.modules.rounds.services.scans import SentScan, skip_round, take_scan

FILE = Path(__file__).resolve().parents[1] / "demo" / "rounds.toml"
MORNING, AFTERNOON, BETWEEN = time(7, 40), time(16, 10), timedelta(minutes=9)
TWICE_A_DAY = "W"
SIGNED_AFTER = timedelta(days=1)
PAPER, INK, PEN = (252, 250, 245), (40, 40, 40), (30, 60, 150)


@transaction.atomic
def walk_the_rounds(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where no checkpoint was entered yet."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    item = AgreementItem.objects.filter(estate__name=told["estate"], name=told["service"]).first()
    if item is None or Checkpoint.objects.exists():
        return
    dispatcher, manager, walker = (_person(name) for name in ("dispatcher", "manager", told["account"]))
    today = timezone.localdate()
    month = Month.of(today).previous
    points = {
        row["code"]: enter_checkpoint(
            estate=item.estate, code=row["code"], name=row["name"], kind=CheckpointKind(row["kind"]), by=dispatcher
        )
        for row in told["checkpoints"]
    }
    before = _at(month.start, MORNING)
    plan = prepare_plan(item=item, start=month.start, lines=_lines(told, crew_of(walker)), by=dispatcher, now=before)
    approve_plan(plan_id=plan.pk, by=manager, now=before)
    _walk(points, told, month, until=today, by=walker)
    _rain(item, told["weather"], month, dispatcher, manager)
    if today > month.end:  # on the first nobody has signed yet
        _write_down(item, month, told, by=dispatcher, today=today)


def _lines(told: Mapping[str, Any], crew: Crew | None) -> list[PlannedLine]:
    return [
        PlannedLine(
            name=row["name"],
            per=Per(row["per"]),
            times=row["times"],
            points=row["points"],
            crew=crew,
            window=(row["from"], row["until"]) if "from" in row else None,
            excused_by_weather=row.get("excused_by_weather", False),
        )
        for row in told["lines"]
    ]


def _walk(points: Mapping[str, Checkpoint], told: Mapping[str, Any], month: Month, *, until: date, by: User) -> None:
    missed = {(row["code"], day): row.get("reason", "") for row in told["missed"] for day in row["days"]}
    day = month.start
    while day < until:
        for number, (code, point) in enumerate(points.items()):
            rounds = [MORNING, AFTERNOON] if code.startswith(TWICE_A_DAY) else [MORNING]
            reason = missed.get((code, day.day)) if day in month.period else None
            for start in rounds if reason is None else ():
                _scan(point, _at(day, start) + number * BETWEEN, by)
            if reason:
                key = uuid5(NAMESPACE_URL, f"skip {code} {day}")
                skip_round(key=key, checkpoint=point, day=day, reason=reason, by=by, now=_at(day, AFTERNOON))
        day += timedelta(days=1)


def _scan(point: Checkpoint, at: datetime, by: User) -> None:
    key = uuid5(NAMESPACE_URL, f"scan {point.code} {at.isoformat()}")
    take_scan(sent=SentScan(key, point, ScanWay.PLATE, at, at), by=by, now=at)


def _rain(item: AgreementItem, told: Mapping[str, Any], month: Month, dispatcher: User, manager: User) -> None:
    day = month.start.replace(day=told["day"])
    now = _at(day + timedelta(days=1), MORNING)
    rain = record_bad_weather(
        estate=item.estate,
        day=day,
        weather=WeatherKind(told["weather"]),
        remark=told["remark"],
        by=dispatcher,
        now=now,
        today=now.date(),
    )
    approve_bad_weather(day_id=rain.pk, by=manager, now=now)


def _write_down(item: AgreementItem, month: Month, told: Mapping[str, Any], *, by: User, today: date) -> None:
    """What was not counted was done in full."""
    rows = [
        SignedService(one.item, one.weight, (one.counted and one.counted.completion) or Decimal(1))
        for one in open_services(item.estate, month)
        if one.weight is not None
    ]
    signed = min(today, month.end + SIGNED_AFTER)
    write_down(
        estate=item.estate,
        month=month,
        rows=rows,
        committee=told["committee"],
        branch=told["branch"],
        on=signed,
        scan=_signed_sheet(item, month, rows, told, signed),
        by=by,
        now=timezone.now(),
        today=today,
    )


def _signed_sheet(
    item: AgreementItem, month: Month, rows: list[SignedService], told: Mapping[str, Any], on: date
) -> bytes:
    """A photo of the monthly sheet, filled in and signed by hand."""
    image = Image.new("RGB", (900, 1200), PAPER)
    draw, font = ImageDraw.Draw(image), str(house_family().faces[Weight.REGULAR].path)
    printed, written = ImageFont.truetype(font, 30), ImageFont.truetype(font, 38)
    draw.text((250, 70), "物业服务月度确认单", INK, ImageFont.truetype(font, 44))
    draw.text((90, 160), f"{item.estate.name}　{chinese_month(month)}", INK, printed)
    for number, row in enumerate(rows):
        top = 240 + number * 90
        draw.rectangle((90, top, 810, top + 80), outline=INK, width=2)
        draw.text((110, top + 20), f"{row.item.name}　权重 {plain(row.weight * 100)}%", INK, printed)
        draw.text((560, top + 16), f"{row.completion * 100:.2f}%", PEN, written)
    for number, (party, person) in enumerate((("业委会", told["committee"]), ("党支部", told["branch"]))):
        draw.text((90 + 370 * number, 760), f"{party}（签字）", INK, printed)
        draw.text((120 + 370 * number, 820), person, PEN, written)
    draw.text((90, 940), chinese_day(on), PEN, written)
    out = BytesIO()
    image.rotate(0.8, fillcolor=(190, 185, 175)).save(out, "JPEG", quality=80)
    return out.getvalue()


def _at(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))


def _person(username: str) -> User:
    return User.objects.get(username=username)
