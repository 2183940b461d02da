"""What is found: hazards with their photo, and the inspection of a place that found them or found nothing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.writing import within
from property_ops.modules.estates.public import Estate, visible_estates
from property_ops.modules.inspections.domain.errors import (
    DueDayOutside,
    HazardKeyTaken,
    HazardPhotoMissing,
    HazardTooOld,
    HazardWithoutWords,
    NoSuchChecklist,
)
from property_ops.modules.inspections.domain.grades import LONGEST, Grade, due_day
from property_ops.modules.inspections.models import Checklist, Hazard, Inspection
from property_ops.modules.inspections.selectors.register import inspected_estates
from property_ops.modules.rounds.public import Checkpoint, SentScan, take_scan

RECORD = "inspections.record"
MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class FoundHazard:
    """`by_plate`: whoever found it stood before the plate. `due_on` empty is what its grade gives."""

    key: UUID
    estate: Estate
    place: str
    what: str
    grade: Grade
    photo: bytes
    found_on: date
    checkpoint: Checkpoint | None = None
    checklist: Checklist | None = None
    work_kind: str = ""
    due_on: date | None = None
    by_plate: bool = False


def report_hazard(*, found: FoundHazard, by: User, now: datetime) -> Hazard:
    """Numbered by year. Sent again, it is what was stored.

    Raises NotAllowed, HazardWithoutWords, HazardPhotoMissing, HazardTooOld, DueDayOutside, HazardKeyTaken,
    PictureRefused.
    """
    _require_there(found, by)
    what, place = within(found.what, most=120), within(found.place, most=60)
    if not what or not place:
        raise HazardWithoutWords()
    due_on = _due(found, today=timezone.localdate(now))
    known = Hazard.objects.filter(key=found.key).first()
    if known is not None:
        return _same(known, found, by)
    if not found.photo:
        raise HazardPhotoMissing()
    picture = keep(found.photo, now=now)
    with transaction.atomic():
        Estate.objects.select_for_update(of=("self",)).get(pk=found.estate.pk)
        known = Hazard.objects.filter(key=found.key).first()
        if known is not None:
            return _same(known, found, by)
        hazard = Hazard.objects.create(
            key=found.key,
            number=Hazard.series.next(found.found_on.year),
            estate=found.estate,
            checkpoint=found.checkpoint,
            place=place,
            checklist=found.checklist,
            what=what,
            grade=found.grade.value,
            work_kind=found.work_kind,
            picture=picture,
            found_by=by,
            found_on=found.found_on,
            due_on=due_on,
        )
        audit.record(by=by, action="inspections.hazard_found", subject=hazard.number, grade=hazard.grade)
    return hazard


@transaction.atomic
def take_inspection(*, sent: SentScan, checklist: Checklist, by: User, now: datetime) -> Inspection:
    """All on the list was looked at, and what was wrong is reported: it counts as the round, too.

    The hazards that this person reported there that day on the list are its own. Raises NotAllowed, NoSuchChecklist,
    and what `take_scan` raises.
    """
    require(by, RECORD)
    if not checklist.active or checklist.kind not in ("", sent.checkpoint.kind):
        raise NoSuchChecklist()
    scan = take_scan(sent=sent, by=by, now=now)
    made, _is_new = Inspection.objects.get_or_create(
        scan=scan, defaults={"checklist": checklist, "looked_at": list(checklist.texts)}
    )
    day = timezone.localdate(scan.scanned_at)
    own = Hazard.objects.filter(checkpoint=sent.checkpoint, checklist=checklist, found_by=by, found_on=day)
    for hazard in own.filter(inspection=None, closed_on=None).select_for_update(of=("self",)):
        hazard.inspection = made
        hazard.save()
    return made


def checklist_coded(code: str) -> Checklist:
    """Raises NoSuchChecklist."""
    found = Checklist.objects.filter(code=code, active=True).first()
    if found is None:
        raise NoSuchChecklist()
    return found


def _require_there(found: FoundHazard, by: User) -> None:
    require(by, RECORD)
    seen = (visible_estates(by), inspected_estates(by))
    if not found.by_plate and not any(estates.filter(pk=found.estate.pk).exists() for estates in seen):
        raise NotAllowed(user=str(by), permission=RECORD)


def _due(found: FoundHazard, *, today: date) -> date:
    if not today - timedelta(days=MOST_DAYS) <= found.found_on <= today:
        raise HazardTooOld(days=MOST_DAYS)
    last = found.found_on + timedelta(days=LONGEST)
    due_on = found.due_on or due_day(found.grade, found.found_on)
    if not found.found_on <= due_on <= last:
        raise DueDayOutside(last=last)
    return due_on


def _same(known: Hazard, found: FoundHazard, by: User) -> Hazard:
    if (known.found_by_id, known.estate_id) != (by.pk, found.estate.pk):
        raise HazardKeyTaken()
    return known
