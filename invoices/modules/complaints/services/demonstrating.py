"""What the demonstration shows of complaints: a work that so many complained about that it is held for all."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from invoices.modules.billing.public import BillLine
from invoices.modules.complaints.models import WorkComplaint
from invoices.modules.complaints.selectors.complaints import lines_of_work, standing_of
from invoices.modules.complaints.services.answering import answer_complaints
from invoices.modules.complaints.services.complaining import complain
from property_ops.framework.accounts import user_named
from property_ops.modules.estates.public import Tenure
from property_ops.modules.works.public import WorkOrder

SAID = (
    "补过的地方下雨后又积水，老人出门要绕路。",
    "接缝处没有压平，推轮椅颠得厉害。",
    "路边的缝没有灌，已经起皮。",
    "井盖比路面高出一截，晚上容易绊倒。",
)
OF_WALLS = (
    "北山墙刷了两个月就起皮，手一抹掉粉。",
    "窗台下面漏刷了一条，颜色也不一样。",
    "脚手架蹭坏的窗台没有修补。",
    "施工时涂料滴到空调外机上，没有清理。",
)
ANSWER = "已现场复查，情况属实，质保期内返工，不另收费。"


def complain_of_a_work(call: Any) -> None:
    """Of slot `demo_steps`. Once, and wholly or not at all: the last complaint waits for its answer."""
    if WorkComplaint.objects.exists():
        return
    with transaction.atomic():
        for work in _billed():
            if _held(work):
                return


def _billed() -> list[WorkOrder]:
    """Works that residents pay for, the latest first, whose agreement has days for complaints."""
    works = WorkOrder.objects.filter(result="accepted", residents_percent__gt=0).select_related("estate")
    found = [work for work in works.order_by("-accepted_on", "number")[:200] if standing_of(work).until is not None]
    return [work for work in found if lines_of_work(work.number)]


def _held(work: WorkOrder) -> bool:
    """So many complain that it is held, where there are words for so many."""
    lines = BillLine.objects.filter(pk__in=lines_of_work(work.number))
    payers = Tenure.objects.filter(pk__in=lines.values("bill__payer"))
    words = OF_WALLS if "粉刷" in work.kind else SAID
    said = list(zip(payers.order_by("unit__code", "pk")[: standing_of(work).enough], words, strict=False))
    if len(said) < standing_of(work).enough or work.accepted_on is None:
        return False
    now, day = timezone.now(), work.accepted_on + timedelta(days=3)
    made = [complain(work=work, tenure=tenure, words=one, photos=(), now=now, today=day) for tenure, one in said]
    first = [one.pk for one in made[:-1]]
    if first:
        answer_complaints(
            work=work,
            complaints=first,
            upheld=True,
            words=ANSWER,
            by=user_named("dispatcher"),
            now=now,
            today=day + timedelta(days=2),
        )
    return standing_of(work).hold is not None
