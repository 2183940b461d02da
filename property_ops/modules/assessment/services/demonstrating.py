"""The demonstration's assessments: an objection that was right, and one that waits."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework.models import User
from property_ops.kernel.quarters import Quarter
from property_ops.modules.assessment.domain.parts import AssessedPart
from property_ops.modules.assessment.models import AssessmentCorrection
from property_ops.modules.assessment.selectors.rows import of_person
from property_ops.modules.assessment.services.correcting import FigureObjection, approve_correction, object_to

SAID = (
    ("dispatcher", FigureObjection(AssessedPart.ANSWERED, 1, 0, "当天电话已答复，次日才补录。")),
    ("grid", FigureObjection(AssessedPart.ROUNDS, 2, 0, "手机没电，改为手工登记的两次巡查未计入。")),
)


@transaction.atomic
def assess_the_demo(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where nobody has objected yet."""
    if AssessmentCorrection.objects.exists():
        return
    now, quarter = timezone.now(), Quarter.of(timezone.localdate())
    for name, objection in SAID:
        by = User.objects.filter(username=name).first()
        if by is None:
            return
        made = object_to(whose=of_person(by), quarter=quarter, objection=objection, by=by, now=now)
        if name == "dispatcher":
            approve_correction(correction_id=made.pk, by=User.objects.get(username="reviewer"), now=now)
