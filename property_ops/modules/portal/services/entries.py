"""Taking what crews entered on their phones: each entry takes effect once, however often it is sent."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.quantity import plain
from property_ops.modules.dispatch.public import (
    NotYourVisit,
    Visit,
    contract_of,
    cost_by_agreement,
    finish_visit,
    may_report,
    start_visit,
    used_from_van,
)
from property_ops.modules.portal.domain import entries as reading
from property_ops.modules.portal.domain.errors import (
    EntryKeyTaken,
    EntryUnreadable,
    NotInStock,
    PhotoMissing,
    TooManyHours,
)
from property_ops.modules.portal.models import PhoneEntry
from property_ops.modules.portal.models.entry import EntryKind
from property_ops.modules.portal.selectors.people import hours_of
from property_ops.modules.works.public import (
    OVER,
    PhotoStage,
    WorkState,
    add_photo,
    finish_work,
    is_closed_day,
    issue_material,
    materials_in_stock,
    record_done,
    record_labour,
    start_work,
)

PHONE = "portal.phone"
LONGEST_REMARK = 300
BEGUN_OR_ENDED = {WorkState.IN_PROGRESS, WorkState.DONE, *OVER}


@dataclass(frozen=True, slots=True)
class Sent:
    """An entry as the phone sent it. `photo` is the file of a photo."""

    key: UUID
    kind: EntryKind
    visit: Visit
    said_at: datetime
    content: Mapping[str, Any]
    photo: bytes = b""

    @property
    def digest(self) -> str:
        said = json.dumps([self.kind, self.visit.pk, self.content], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode() + b"\0" + self.photo).hexdigest()

    @property
    def on(self) -> date:
        return timezone.localdate(self.said_at)


def kind_named(text: str) -> EntryKind:
    """Raises EntryUnreadable."""
    try:
        return EntryKind(text)
    except ValueError as error:
        raise EntryUnreadable() from error


def take_entry(*, sent: Sent, by: User, now: datetime) -> PhoneEntry:
    """Store the entry and do what it says, both or neither. Sent again, it is what was stored.

    Raises NotAllowed, NotYourVisit, EntryKeyTaken, EntryUnreadable, PhotoMissing, and what the services raise that it
    calls: then nothing is stored, and the same entry may be sent again.
    """
    require(by, PHONE)
    if not may_report(by, sent.visit, sent.said_at):
        raise NotYourVisit(visit=sent.visit)
    try:
        with transaction.atomic():
            return _known(sent, by) or _done(sent, by, now)
    except IntegrityError:
        known = _known(sent, by)  # the same entry came twice at once, and the other one was first
        if known is None:
            raise
        return known


def _known(sent: Sent, by: User) -> PhoneEntry | None:
    known = PhoneEntry.objects.filter(key=sent.key).first()
    if known is not None and (known.by_id, known.digest) != (by.pk, sent.digest):
        raise EntryKeyTaken()
    return known


def _done(sent: Sent, by: User, now: datetime) -> PhoneEntry:
    entry = PhoneEntry.objects.create(
        key=sent.key,
        by=by,
        visit=sent.visit,
        kind=sent.kind,
        content=dict(sent.content),
        digest=sent.digest,
        said_at=sent.said_at,
        received_at=now,
    )
    _EFFECTS[sent.kind](sent, by, now)
    return entry


def _start(sent: Sent, by: User, now: datetime) -> None:
    """The first visit starts the work, too; told late, when the work has ended, it was there all the same."""
    start_visit(visit=sent.visit, by=by, at=sent.said_at)
    work = sent.visit.work
    work.refresh_from_db()
    if work.state not in BEGUN_OR_ENDED:
        start_work(work=work, by=by, on=sent.on)


def _photo(sent: Sent, by: User, now: datetime) -> None:
    if not sent.photo:
        raise PhotoMissing()
    try:
        stage = PhotoStage(str(sent.content.get("stage")))
    except ValueError as error:
        raise EntryUnreadable() from error
    caption = reading.caption(sent.content)
    add_photo(work=sent.visit.work, stage=stage, data=sent.photo, by=by, now=now, caption=caption)


def _quantities(sent: Sent, by: User, now: datetime) -> None:
    record_done(work=sent.visit.work, done=reading.quantities(sent.content), by=by, on=sent.on)


def _hours(sent: Sent, by: User, now: datetime) -> None:
    worked = reading.hours(sent.content)
    refuse_long_days(sent, worked)
    if contract_of(sent.visit.crew, sent.on) is not None:
        return  # the contractor is paid by what is done; who worked how long is known by the entry
    parts = [f"{name} {plain(each)} h" for name, each in worked.who]
    parts += [f"{worked.people} × {plain(worked.each)} h"] if worked.people else []
    remark = "、".join(parts)[:LONGEST_REMARK]
    record_labour(work=sent.visit.work, trade=worked.trade, hours=worked.total, by=by, on=sent.on, remark=remark)


def refuse_long_days(sent: Sent, worked: reading.HoursEntry) -> None:
    """Nobody works more than a day a day, in however many entries. Raises TooManyHours."""
    for name, each in worked.who:
        if each + hours_of(name, crew=sent.visit.crew, on=sent.on, but=sent.key) > reading.MOST_HOURS:
            raise TooManyHours(most=reading.MOST_HOURS)


def _material(sent: Sent, by: User, now: datetime) -> None:
    """Told late of a month that is closed, it leaves the store today."""
    used = reading.used(sent.content)
    material = materials_in_stock().filter(code=used.material).first()
    if material is None:
        raise NotInStock(material=used.material)
    work, quantity = sent.visit.work, used.quantity
    on = timezone.localdate(now) if is_closed_day(sent.on) else sent.on
    issue_material(work=work, material=material, quantity=quantity, by=by, on=on)
    used_from_van(crew=sent.visit.crew, material=material, quantity=quantity, work=work, by=by, on=on)


def _finish(sent: Sent, by: User, now: datetime) -> None:
    """The visit is done; with `whole` the work is reported as done, with its quantities if they came along."""
    finish_visit(visit=sent.visit, by=by, at=sent.said_at)
    if sent.content.get("whole"):
        done = reading.quantities(sent.content) if sent.content.get("done") else None
        work = finish_work(work=sent.visit.work, by=by, on=sent.on, done=done)
        cost_by_agreement(work=work, crew=sent.visit.crew, by=by, on=sent.on)


_EFFECTS: Mapping[EntryKind, Callable[[Sent, User, datetime], None]] = {
    EntryKind.START: _start,
    EntryKind.PHOTO: _photo,
    EntryKind.QUANTITIES: _quantities,
    EntryKind.HOURS: _hours,
    EntryKind.MATERIAL: _material,
    EntryKind.DONE: _finish,
}
