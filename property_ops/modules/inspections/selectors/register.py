"""Hazards, inspections and checklists, for somebody who looks at them."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate, visible_estates
from property_ops.modules.inspections.domain.grades import HazardState
from property_ops.modules.inspections.models import Checklist, Hazard, Inspection, Rectification
from property_ops.modules.rounds.public import Checkpoint, walked_estates
from property_ops.modules.works.public import WorkOrder, may_record_on


def with_state(hazards: QuerySet[Hazard]) -> QuerySet[Any]:
    """`state`: to be put right, waits for the re-check, closed."""
    waiting = Rectification.objects.filter(hazard=OuterRef("pk"), state=ApprovalState.WAITING.value)
    return hazards.annotate(
        state=Case(
            When(closed_on__isnull=False, then=Value(HazardState.CLOSED.value)),
            When(Exists(waiting), then=Value(HazardState.RECTIFIED.value)),
            default=Value(HazardState.OPEN.value),
            output_field=CharField(),
        )
    )


def visible_hazards(user: User) -> QuerySet[Any]:
    found = Hazard.objects.visible_to(user).select_related("estate", "checkpoint", "picture", "found_by", "work")
    return with_state(found).order_by("-found_on", "-pk")


def find_hazards(found: QuerySet[Hazard], text: str) -> QuerySet[Hazard]:
    return found.filter(Q(number__icontains=text) | Q(what__icontains=text) | Q(place__icontains=text))


def overdue(found: QuerySet[Hazard], today: date) -> QuerySet[Hazard]:
    return found.filter(closed_on=None, due_on__lt=today)


def hazards_of_work(work: WorkOrder) -> QuerySet[Any]:
    return with_state(Hazard.objects.filter(work=work)).order_by("number")


def rectifications_of(hazard: Hazard) -> QuerySet[Rectification]:
    """The latest first."""
    return hazard.rectifications.select_related("prepared_by", "decided_by", "picture").order_by("-pk")


def visible_rectifications(user: User) -> QuerySet[Rectification]:
    return Rectification.objects.visible_to(user).select_related("hazard__estate", "picture", "prepared_by")


def visible_inspections(user: User) -> QuerySet[Inspection]:
    """With how many hazards each found."""
    found = Inspection.objects.visible_to(user).select_related(
        "scan__checkpoint__estate", "scan__by", "scan__doubtful", "checklist"
    )
    return found.annotate(hazard_count=Count("hazards")).order_by("-scan__scanned_at", "-pk")


def checklists() -> QuerySet[Checklist]:
    return Checklist.objects.order_by("-active", "code")


def checklists_at(checkpoint: Checkpoint) -> list[Checklist]:
    """Those for the kind of place, then those for any."""
    found = Checklist.objects.filter(active=True, kind__in=[checkpoint.kind, ""])
    return sorted(found, key=lambda one: (one.kind == "", one.code))


def inspected_estates(user: User) -> QuerySet[Estate]:
    """Where somebody may look around without a plate: the estates they see, or in which their crew walks rounds."""
    return (
        Estate.objects.filter(
            Q(pk__in=visible_estates(user)) | Q(pk__in=walked_estates(user)),
            checkpoints__retired_on=None,
            checkpoints__isnull=False,
        )
        .distinct()
        .order_by("code")
    )


def may_rectify(user: User, hazard: Hazard) -> bool:
    """Who sees the estate, and the crew of the work that puts it right."""
    if visible_estates(user).filter(pk=hazard.estate_id).exists():
        return True
    return hazard.work is not None and may_record_on(user, hazard.work)


def hazards_to_rectify(user: User) -> list[Hazard]:
    """On the phone: what is open of the own estates, and of works of the own crew; what is due first."""
    mine = inspected_estates(user)
    found = with_state(Hazard.objects.filter(closed_on=None)).select_related("estate", "work", "picture")
    open_ones = found.filter(state=HazardState.OPEN.value).order_by("due_on", "pk")
    seen = {estate.pk for estate in mine}
    return [
        one for one in open_ones if one.estate_id in seen or (one.work is not None and may_record_on(user, one.work))
    ]
