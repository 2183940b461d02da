"""What the parties of acceptance said in the demonstration, each in its own manner (docs/product.md rule 22)."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from property_ops.framework.models import User
from property_ops.framework.pdf.fonts import Weight, house_family
from property_ops.modules.portal.models import AcceptanceLink
from property_ops.modules.portal.reports.wording import figure
from property_ops.modules.portal.services.answers import accept, opened_link
from property_ops.modules.portal.services.links import give_link
from property_ops.modules.works.public import (
    Party,
    WorkOrder,
    compare,
    confirm_work,
    deem_accepted,
    lines_of,
    transcribe,
)

FILE = Path(__file__).resolve().parents[1] / "demo" / "said.toml"
NOON = time(12)
PAPER, INK, PEN = (252, 250, 245), (40, 40, 40), (30, 60, 150)


@transaction.atomic
def hear_the_parties(call: Callable[..., Any]) -> None:
    """Of slot `demo_deliveries`: once, where no link was made yet."""
    if AcceptanceLink.objects.exists():
        return
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for kind, tell in (("links", _by_link), ("logins", _by_login), ("papers", _on_paper), ("silent", _by_silence)):
        for row in told[kind]:
            work = WorkOrder.objects.filter(number=row["work"]).first()
            if work is not None:
                tell(work, row)


def _by_link(work: WorkOrder, row: Mapping[str, Any]) -> None:
    now = _at(row["on"])
    made = give_link(work=work, party=Party(row["party"]), by=_person(row.get("made_by", "manager")), now=now)
    accept(
        token=made.token,
        measured=_measured(row),
        seen=opened_link(made.link).seen,
        person=row["person"],
        remark="",
        now=now,
        network="10.0.*",
    )


def _by_login(work: WorkOrder, row: Mapping[str, Any]) -> None:
    confirm_work(work=work, party=Party(row["party"]), measured=_measured(row), on=row["on"], by=_person(row["user"]))


def _on_paper(work: WorkOrder, row: Mapping[str, Any]) -> None:
    paper = transcribe(
        work=work,
        party=Party(row["party"]),
        measured=_measured(row),
        person=row["person"],
        on=row["on"],
        scan=signed_paper(work, row),
        by=_person("manager"),
        now=timezone.now(),
        remark=row["remark"],
    )
    compare(transcription=paper, by=_person("reviewer"), now=timezone.now())


def _by_silence(work: WorkOrder, row: Mapping[str, Any]) -> None:
    deem_accepted(work=work, by=_person("manager"), on=row["on"])


def signed_paper(work: WorkOrder, row: Mapping[str, Any]) -> bytes:
    """A photo of a certificate that somebody filled in and signed by hand."""
    image = Image.new("RGB", (900, 1200), PAPER)
    draw, font = ImageDraw.Draw(image), str(house_family().faces[Weight.REGULAR].path)
    printed, written = ImageFont.truetype(font, 30), ImageFont.truetype(font, 40)
    draw.text((330, 70), "完工验收单", INK, ImageFont.truetype(font, 48))
    draw.text((90, 170), f"工单 {work.number}　{work.estate.name}　{work.place}", INK, printed)
    top = 260
    for line, measured in zip(lines_of(work), row["measured"], strict=True):
        draw.rectangle((90, top, 810, top + 80), outline=INK, width=2)
        draw.text((110, top + 20), f"{line.name}　完成 {figure(line.done)} {line.unit}　实测", INK, printed)
        draw.text((640, top + 12), measured, PEN, written)
        top += 80
    draw.text((90, top + 60), "☑ 合格　　□ 退回返工", INK, printed)
    draw.text((90, top + 150), f"备注：{row['remark']}", INK, printed)
    draw.text((90, top + 300), "业委会（签字）", INK, printed)
    draw.text((360, top + 290), row["person"], PEN, written)
    draw.line((340, top + 350, 640, top + 345), PEN, 3)
    draw.text((90, top + 400), f"日期　{row['on']}", PEN, written)
    out = BytesIO()
    image.rotate(1.2, fillcolor=(190, 185, 175)).save(out, "JPEG", quality=80)
    return out.getvalue()


def _measured(row: Mapping[str, Any]) -> dict[int, Decimal]:
    return {number: Decimal(one) for number, one in enumerate(row["measured"], start=1)}


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, NOON))


def _person(username: str) -> User:
    return User.objects.get(username=username)
