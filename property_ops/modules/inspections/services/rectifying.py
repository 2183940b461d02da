"""How a hazard goes: a work is opened for it, it is reported as put right, another person re-checks it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.writing import within
from property_ops.modules.inspections.domain.errors import (
    DueDayOutside,
    HazardClosed,
    HazardKeyTaken,
    HazardPhotoMissing,
    HazardWithoutWords,
    RecheckByFinder,
    RecheckWaits,
    WorkOpenAlready,
)
from property_ops.modules.inspections.models import Hazard, Rectification
from property_ops.modules.inspections.selectors.register import may_rectify
from property_ops.modules.inspections.services.finding import RECORD
from property_ops.modules.works.public import WorkOrder, WorkState, create_work, has_done

CHANGE = "inspections.change"


@transaction.atomic
def open_work(*, hazard: Hazard, kind: str, by: User, on: date) -> WorkOrder:
    """A draft that puts the hazard right. Raises NotAllowed, HazardClosed, WorkOpenAlready, UnknownKind."""
    hazard = _locked(hazard)
    require(by, CHANGE, hazard)
    if hazard.work is not None and hazard.work.state != WorkState.CANCELLED:
        raise WorkOpenAlready(work=hazard.work.number, number=hazard.number)
    remark = f"{hazard.number} {hazard.what}"[:200]
    hazard.work = create_work(estate=hazard.estate, kind=kind, by=by, on=on, place=hazard.place, remark=remark)
    hazard.save()
    audit.record(by=by, action="inspections.work_opened", subject=hazard.number, work=hazard.work.number)
    return hazard.work


def report_rectified(
    *, hazard: Hazard, key: UUID, how: str, done_on: date, photo: bytes, by: User, now: datetime
) -> Rectification:
    """It waits for the re-check by another person. Sent again, it is what was stored.

    Raises NotAllowed, HazardWithoutWords, HazardPhotoMissing, HazardClosed, RecheckWaits, DueDayOutside,
    HazardKeyTaken, PictureRefused.
    """
    require(by, RECORD)
    if not may_rectify(by, hazard):
        raise NotAllowed(user=str(by), permission=RECORD)
    how = within(how, most=120)
    if not how:
        raise HazardWithoutWords()
    if not photo:
        raise HazardPhotoMissing()
    if not hazard.found_on <= done_on <= timezone.localdate(now):
        raise DueDayOutside(last=timezone.localdate(now))
    picture = keep(photo, now=now)
    with transaction.atomic():
        known = Rectification.objects.filter(key=key).first()
        if known is not None:
            if (known.prepared_by_id, known.hazard_id) != (by.pk, hazard.pk):
                raise HazardKeyTaken()
            return known
        hazard = _locked(hazard)
        if Rectification.objects.filter(Rectification.WAITS, hazard=hazard).exists():
            raise RecheckWaits(number=hazard.number)
        made = Rectification.objects.create(
            hazard=hazard,
            found_by=hazard.found_by,
            key=key,
            how=how,
            done_on=done_on,
            picture=picture,
            prepared_by=by,
            prepared_at=now,
        )
        audit.record(by=by, action="inspections.rectified", subject=hazard.number, done_on=str(done_on))
    return made


def pass_recheck(*, rectification_id: int, by: User, now: datetime) -> Rectification:
    """The hazard is closed. Raises NotAllowed, AlreadyDecided, SamePerson, RecheckByFinder."""
    with approving(Rectification, rectification_id, by=by, now=now) as found:
        hazard = _locked(found.hazard)
        if by.pk == hazard.found_by_id or (hazard.work is not None and has_done(hazard.work, by)):
            raise RecheckByFinder(user=str(by), number=hazard.number)
        hazard.closed_on = timezone.localdate(now)
        hazard.save()
    return found


def _locked(hazard: Hazard) -> Hazard:
    found = Hazard.objects.select_for_update(of=("self",)).select_related("estate", "work").get(pk=hazard.pk)
    if found.closed_on is not None:
        raise HazardClosed(number=found.number)
    return found
