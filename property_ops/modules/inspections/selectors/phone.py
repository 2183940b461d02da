"""What the phone shows of inspections."""

from django.db.models import QuerySet

from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate
from property_ops.modules.inspections.models import Hazard, Inspection
from property_ops.modules.inspections.selectors.register import (
    checklists_at,
    hazards_to_rectify,
    inspected_estates,
    may_rectify,
)
from property_ops.modules.rounds.public import Checkpoint

__all__ = ["checklists_at", "hazard_numbered", "hazards_to_rectify", "last_inspection", "open_at", "place", "places"]


def places(user: User) -> list[tuple[Estate, list[Checkpoint]]]:
    """Estates with their checkpoints in use."""
    estates = list(inspected_estates(user))
    found: dict[int, list[Checkpoint]] = {}
    for point in Checkpoint.objects.filter(estate__in=estates, retired_on=None).order_by("code"):
        found.setdefault(point.estate_id, []).append(point)
    return [(estate, found[estate.pk]) for estate in estates if estate.pk in found]


def place(user: User, pk: int) -> Checkpoint | None:
    """A checkpoint in use that may be looked at without its plate."""
    found = Checkpoint.objects.filter(estate__in=inspected_estates(user), retired_on=None, pk=pk)
    return found.select_related("estate").first()


def open_at(checkpoint: Checkpoint) -> QuerySet[Hazard]:
    return Hazard.objects.filter(checkpoint=checkpoint, closed_on=None).order_by("due_on", "pk")


def last_inspection(checkpoint: Checkpoint) -> Inspection | None:
    found = Inspection.objects.filter(scan__checkpoint=checkpoint).select_related("scan__by", "checklist")
    return found.order_by("-scan__scanned_at").first()


def hazard_numbered(user: User, number: str) -> Hazard | None:
    """One that this person may report as put right."""
    found = Hazard.objects.filter(number=number).select_related("estate", "work").first()
    return found if found is not None and may_rectify(user, found) else None
