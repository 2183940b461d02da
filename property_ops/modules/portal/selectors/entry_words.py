"""What an entry from the phone says, in a line."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from property_ops.modules.portal.models import PhoneEntry
from property_ops.modules.portal.models.entry import EntryKind
from property_ops.modules.works.public import PhotoStage


def said_in(entry: PhoneEntry, lines: Sequence[Any], materials: Mapping[str, str]) -> str:
    """`路面修补 12.5 ㎡`, `瓦工 3 人 8 小时/人`, `施工前`; empty where the kind says all. `materials`: name by code."""
    content = entry.content
    if entry.kind == EntryKind.QUANTITIES:
        return _quantities(content, lines)
    if entry.kind == EntryKind.PHOTO:
        return str(dict(PhotoStage.choices).get(content.get("stage", ""), ""))
    if entry.kind == EntryKind.HOURS:
        who = {name: hours for name, hours in (content.get("who") or {}).items() if str(hours).strip()}
        parts = [f"{name} {hours} h" for name, hours in who.items()]
        if str(content.get("people") or "").strip():
            parts.append(f"{content['people']}{_(' people')} {content['each']}{_(' hours each')}")
        return f"{content['trade']} {'、'.join(parts)}"
    if entry.kind == EntryKind.MATERIAL:
        return f"{materials.get(content['material'], content['material'])} {content['quantity']}"
    if entry.kind == EntryKind.DONE and content.get("whole"):
        return _("the whole work")
    return ""


def _quantities(content: Mapping[str, Any], lines: Sequence[Any]) -> str:
    known = {str(line.number): line for line in lines}
    told = [
        f"{known[number].name} {quantity} {known[number].unit}" if number in known else str(quantity)
        for number, quantity in content["done"].items()
        if str(quantity).strip()
    ]
    return "；".join(told)
