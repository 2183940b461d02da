"""What is asked of every word of a party before it is written down: the turn, the quantity, the person."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings

from property_ops.framework.models import StoredPicture, User
from property_ops.framework.pictures.store import keep
from property_ops.kernel.quantity import plain
from property_ops.modules.works.domain.acceptance import Party
from property_ops.modules.works.domain.errors import (
    BeforeItWasDone,
    MoreThanDone,
    NegativeQuantity,
    NotALine,
    NotAParty,
    OnePartyOnly,
    OwnWork,
    ScanRefused,
)
from property_ops.modules.works.domain.states import WorkMove, require_move
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.selectors import done_lines, has_done, parties_of, spoke_for_another

PDF = b"%PDF-"
_ACTIVE = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile", b"/OpenAction")
MEGABYTE = 1024 * 1024


def check_turn(work: WorkOrder, party: Party, on: date) -> None:
    """Raises IllegalMove, NotAParty, BeforeItWasDone."""
    require_move(work.state, WorkMove.ACCEPT, number=work.number)
    if party not in parties_of(work):
        raise NotAParty(estate=work.estate.name)
    if work.done_on is None or on < work.done_on:
        raise BeforeItWasDone(on=on, done_on=work.done_on)


def check_measured(work: WorkOrder, measured: Mapping[int, Decimal]) -> None:
    """Raises NotALine, NegativeQuantity, MoreThanDone."""
    done = done_lines(work)
    for line, quantity in measured.items():
        if line not in done:
            raise NotALine(number=work.number, line=line)
        if quantity < 0:
            raise NegativeQuantity(line=line)
        if quantity > done[line]:
            raise MoreThanDone(line=line, measured=plain(quantity), done=plain(done[line]))


def check_speaker(work: WorkOrder, party: Party, *, user: User | None, person: str) -> None:
    """Nobody speaks for two parties, nor for another than the company about a work of their own (rule 22).

    Raises OwnWork, OnePartyOnly.
    """
    if user is not None and party is not Party.COMPANY and has_done(work, user):
        raise OwnWork(number=work.number)
    if spoke_for_another(work, party, user=user, person=person):
        raise OnePartyOnly(person=person, number=work.number)


def kept_scan(data: bytes, *, now: datetime) -> tuple[StoredPicture | None, bytes | None]:
    """The scan of a signed paper: a photo, drawn anew as all photos are, or a PDF as it is. Raises PictureRefused,
    ScanRefused."""
    if not data.startswith(PDF):
        return keep(data, now=now), None
    limit = settings.PHOTO_MAX_MEGABYTES
    if len(data) > limit * MEGABYTE or b"%%EOF" not in data[-2048:] or any(word in data for word in _ACTIVE):
        raise ScanRefused(limit=limit)
    return None, data
