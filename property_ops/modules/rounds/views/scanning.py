"""What phones send of rounds: of slot `phone_entries`."""

from datetime import datetime

from django.utils import timezone

from property_ops.framework.models import User
from property_ops.modules.portal.public import GivenEntry, moment
from property_ops.modules.rounds.public import (
    Checkpoint,
    ScanWay,
    SentScan,
    checkpoint_of_code,
    checkpoint_of_plate,
    skip_round,
    take_scan,
)


class ScanEntry:
    """`{"plate": "12.AbC…"}`, or typed in: `{"estate": "BC01", "code": "A01"}`; with a photo, and a `remark`."""

    kind = "scan"

    def take(self, given: GivenEntry, *, by: User, now: datetime) -> None:
        plate = str(given.content.get("plate", ""))
        sent = SentScan(
            key=given.key,
            checkpoint=checkpoint_of_plate(plate) if plate else _typed(given, by),
            way=ScanWay.PLATE if plate else ScanWay.TYPED,
            scanned_at=moment(given.said_at),
            clock=moment(given.sent_at),
            photo=given.photo,
            remark=str(given.content.get("remark", "")),
        )
        take_scan(sent=sent, by=by, now=now)


class SkipEntry:
    """`{"estate": "BC01", "code": "A01", "remark": "…"}`: passed over on the day it was said, and why."""

    kind = "skip"

    def take(self, given: GivenEntry, *, by: User, now: datetime) -> None:
        day = timezone.localdate(min(moment(given.said_at), now))
        reason = str(given.content.get("remark", ""))
        skip_round(key=given.key, checkpoint=_typed(given, by), day=day, reason=reason, by=by, now=now)


SCAN, SKIP = ScanEntry(), SkipEntry()


def _typed(given: GivenEntry, by: User) -> Checkpoint:
    return checkpoint_of_code(by, str(given.content.get("estate", "")), str(given.content.get("code", "")))
