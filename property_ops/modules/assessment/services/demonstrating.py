"""The demonstration's assessments: an objection that was right, and one that waits; trainings; a settled sheet."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework.accounts import user_named
from property_ops.framework.approval.dated import propose
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.kernel.spans import YearSpan
from property_ops.modules.assessment.domain.parts import AssessedPart
from property_ops.modules.assessment.models import AssessmentCorrection, AssessmentWeights, Training
from property_ops.modules.assessment.selectors.rows import of_estate, of_person
from property_ops.modules.assessment.selectors.sheets import assessed_named
from property_ops.modules.assessment.services.correcting import FigureObjection, approve_correction, object_to
from property_ops.modules.assessment.services.settling import approve_settled, settle
from property_ops.modules.assessment.services.training import write_down_training
from property_ops.modules.works.public import WorkOrder

SAID = (
    ("dispatcher", FigureObjection(AssessedPart.ANSWERED, 1, 0, "当天电话已答复，次日才补录。")),
    ("grid", FigureObjection(AssessedPart.ROUNDS, 2, 0, "手机没电，改为手工登记的两次巡查未计入。")),
)
TRAININGS = (("消防设施使用和疏散演练", 20), ("有限空间作业安全", 6))
"""What about, and how many days ago."""
WEIGHTS = {
    "answered": 25,
    "kept": 15,
    "satisfied": 15,
    "rounds": 15,
    "visits": 15,
    "works": 10,
    "training": 5,
}


@transaction.atomic
def assess_the_demo(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where nobody has objected yet."""
    if AssessmentCorrection.objects.exists():
        return
    now, span = timezone.now(), YearSpan.of(timezone.localdate())
    for name, objection in SAID:
        by = User.objects.filter(username=name).first()
        if by is None:
            return
        made = object_to(whose=of_person(by), span=span, objection=objection, by=by, now=now)
        if name == "dispatcher":
            approve_correction(correction_id=made.pk, by=User.objects.get(username="reviewer"), now=now)
    _train()
    _settle_an_estate()


def _train() -> None:
    """Two trainings of this quarter, one of which waits, and weights by which they count."""
    now, today = timezone.now(), timezone.localdate()
    manager, reviewer = user_named("manager"), user_named("reviewer")
    staff = list(User.objects.filter(username__in=("dispatcher", "grid", "crew", "accountant")).order_by("username"))
    start = YearSpan.of(today).period.start
    made = propose(AssessmentWeights, start=start, figures=WEIGHTS, by=manager, now=now)
    with approving(AssessmentWeights, made.pk, by=reviewer, now=now):
        pass
    for title, day in TRAININGS:
        held = max(start, today - timedelta(days=day))
        training = write_down_training(
            title=title, day=held, called=staff, came=staff[1:], by=manager, now=now, today=today
        )
        if title == TRAININGS[0][0]:
            with approving(Training, training.pk, by=reviewer, now=now):
                pass


def _settle_an_estate() -> None:
    """Of the last quarter that is over and had a work accepted."""
    now, today = timezone.now(), timezone.localdate()
    before = WorkOrder.objects.filter(accepted_on__lt=YearSpan.of(today).period.start).select_related("estate")
    work = before.order_by("-accepted_on", "number").first()
    if work is None or work.accepted_on is None:
        return
    whose, manager = of_estate(work.estate), user_named("manager")
    if assessed_named(manager, whose.kind, whose.key) is None:
        return
    made = settle(whose=whose, span=YearSpan.of(work.accepted_on), by=manager, now=now, today=today)
    approve_settled(settled_id=made.pk, by=user_named("reviewer"), now=now, today=today)
