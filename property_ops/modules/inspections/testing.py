"""Hazards and inspections as phones send them."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from property_ops.framework.models import User
from property_ops.modules.inspections.domain.grades import Grade
from property_ops.modules.inspections.models import Checklist, Hazard
from property_ops.modules.inspections.services.finding import FoundHazard, report_hazard
from property_ops.modules.rounds.testing import CheckpointFactory


def a_checklist(code: str = "T", **more: Any) -> Checklist:
    items = [
        {"text": "灯能亮", "grade": "larger", "work_kind": "设施维修"},
        {"text": "路面平整", "grade": "usual", "work_kind": "路面修补"},
    ]
    found, _made = Checklist.objects.get_or_create(code=code, defaults={"name": "楼道", "items": items, **more})
    return found


def a_hazard(*, by: User, photo: bytes, now: datetime | None = None, **more: Any) -> Hazard:
    now = now or timezone.now()
    point: Any = more.pop("checkpoint", None) or CheckpointFactory()
    given = {"place": "1号楼", "what": "路面有坑", "grade": Grade.USUAL, "work_kind": "路面修补", **more}
    found = FoundHazard(
        key=uuid4(),
        estate=point.estate,
        photo=photo,
        found_on=timezone.localdate(now),
        checkpoint=point,
        by_plate=True,
        **given,
    )
    return report_hazard(found=found, by=by, now=now)
