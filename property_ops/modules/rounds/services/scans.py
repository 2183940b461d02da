"""Taking what crews scanned: each scan counts once, however often a phone sends it; a doubtful one waits."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import StoredPicture, User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.framework.signing import proven
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.writing import clean, squeezed, within
from property_ops.modules.dispatch.public import crew_of
from property_ops.modules.rounds.domain.doubts import BETWEEN_POINTS, doubts
from property_ops.modules.rounds.domain.errors import (
    CheckpointRetired,
    NoSuchCheckpoint,
    PlateUnknown,
    ScanKeyTaken,
    ScanTooOld,
    SkippedWithoutReason,
)
from property_ops.modules.rounds.models import Checkpoint, DoubtfulScan, RoundScan, ScanWay, SkippedRound
from property_ops.modules.rounds.models.checkpoint import PLATE
from property_ops.modules.rounds.selectors.register import walked_estates

SCAN = "rounds.scan"
MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class SentScan:
    """A scan as the phone sent it. `clock` is the phone's time of sending."""

    key: UUID
    checkpoint: Checkpoint
    way: ScanWay
    scanned_at: datetime
    clock: datetime
    photo: bytes = b""
    remark: str = ""

    @property
    def digest(self) -> str:
        said = f"{self.checkpoint.pk}\n{self.scanned_at.isoformat()}\n{self.remark}\n"
        return hashlib.sha256(said.encode() + self.photo).hexdigest()


def checkpoint_of_plate(given: str) -> Checkpoint:
    """Raises PlateUnknown, CheckpointRetired."""
    points = Checkpoint.objects.select_related("estate")
    return _in_use(proven(points, given, PLATE, "plate_version", refused=PlateUnknown))


def checkpoint_of_code(user: User, estate_code: str, code: str) -> Checkpoint:
    """Typed in where a plate cannot be read. Raises NoSuchCheckpoint, CheckpointRetired."""
    walked = Checkpoint.objects.filter(estate__in=walked_estates(user)).select_related("estate")
    found = walked.filter(estate__code=clean(estate_code), code=squeezed(code).upper()).first()
    if found is None:
        raise NoSuchCheckpoint(checkpoint=code)
    return _in_use(found)


def take_scan(*, sent: SentScan, by: User, now: datetime) -> RoundScan:
    """Store it; sent again, it is what was stored. A phone's clock that is fast counts as now.

    Raises NotAllowed, ScanKeyTaken, ScanTooOld, PictureRefused.
    """
    require(by, SCAN)
    at = min(sent.scanned_at, now)
    if at < now - timedelta(days=MOST_DAYS):
        raise ScanTooOld(days=MOST_DAYS)
    picture = keep(sent.photo, now=now) if sent.photo else None
    with transaction.atomic():
        Checkpoint.objects.select_for_update(of=("self",)).get(pk=sent.checkpoint.pk)
        known = RoundScan.objects.filter(key=sent.key).first()
        if known is not None:
            if (known.by_id, known.digest) != (by.pk, sent.digest):
                raise ScanKeyTaken()
            return known
        found = _doubts(sent, at, picture, by=by, now=now)
        scan = RoundScan.objects.create(
            key=sent.key,
            checkpoint=sent.checkpoint,
            by=by,
            crew=crew_of(by),
            way=sent.way,
            scanned_at=at,
            received_at=now,
            clock_off=round((sent.clock - now).total_seconds()),
            picture=picture,
            remark=within(sent.remark, most=100),
            digest=sent.digest,
        )
        if found:
            DoubtfulScan.objects.create(scan=scan, doubts=found, prepared_by=by, prepared_at=now)
    return scan


def approve_scan(*, doubtful_id: int, by: User, now: datetime) -> DoubtfulScan:
    """It counts. Raises NotAllowed, AlreadyDecided, SamePerson."""
    with approving(DoubtfulScan, doubtful_id, by=by, now=now) as doubtful:
        return doubtful


@transaction.atomic
def skip_round(*, key: UUID, checkpoint: Checkpoint, day: date, reason: str, by: User, now: datetime) -> SkippedRound:
    """The point was passed over; it stays undone. Safe to repeat.

    Raises NotAllowed, SkippedWithoutReason, ScanKeyTaken.
    """
    require(by, SCAN)
    if not walked_estates(by).filter(pk=checkpoint.estate_id).exists():
        raise NotAllowed(user=str(by), permission=SCAN)
    reason = within(reason, most=100)
    if not reason:
        raise SkippedWithoutReason()
    skipped, is_new = SkippedRound.objects.get_or_create(
        key=key, defaults={"checkpoint": checkpoint, "day": day, "reason": reason, "by": by, "at": now}
    )
    if (skipped.checkpoint_id, skipped.by_id) != (checkpoint.pk, by.pk):
        raise ScanKeyTaken()
    if is_new:
        subject = f"{checkpoint.estate.code} {checkpoint.code}"
        audit.record(by=by, action="rounds.skipped", subject=subject, day=str(day), reason=reason)
    return skipped


def _doubts(sent: SentScan, at: datetime, picture: StoredPicture | None, *, by: User, now: datetime) -> str:
    near = RoundScan.objects.filter(by=by, scanned_at__gt=at - BETWEEN_POINTS, scanned_at__lt=at + BETWEEN_POINTS)
    found = doubts(
        scanned_at=at,
        received_at=now,
        clock_off=sent.clock - now,
        is_typed=sent.way == ScanWay.TYPED,
        elsewhere=near.exclude(checkpoint=sent.checkpoint).values_list("scanned_at", flat=True),
        is_known_photo=picture is not None and RoundScan.objects.filter(picture=picture).exists(),
    )
    return ",".join(found)


def _in_use(checkpoint: Checkpoint) -> Checkpoint:
    if checkpoint.retired_on is not None:
        raise CheckpointRetired(code=checkpoint.code)
    return checkpoint
