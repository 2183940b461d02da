"""Acceptance on site: a code on the crew's phone says where, the party says who by its log-in or PIN, and signs.

The code is no secret of a party and opens nothing by itself: who has it sees the work, as anybody who stands there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from property_ops.framework import audit
from property_ops.framework.models import StoredPicture, User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.framework.signing import is_valid_token, token
from property_ops.kernel.errors import LinkExpired, LinkNotFound, NotAllowed
from property_ops.modules.estates.public import Estate
from property_ops.modules.portal.domain.errors import (
    NotToBeAccepted,
    PinMissing,
    PinUnknown,
    SignatureMissing,
    StaffCannotAnswer,
)
from property_ops.modules.portal.models import PartyPin, SiteAcceptance
from property_ops.modules.portal.selectors.keepers import maker_of_pin
from property_ops.modules.portal.services.keeping import check_keeper
from property_ops.modules.portal.services.pins import counted_pin, refuse_pin
from property_ops.modules.works.public import (
    OUTSIDE,
    Party,
    WorkOrder,
    WorkState,
    confirm_work,
    confirmations_of,
    lines_of,
    may_record_on,
    own_party,
    parties_of,
)

KIND, PHONE = "portal.site", "portal.phone"
SHOWN_FOR, ANSWERED_WITHIN = timedelta(minutes=10), timedelta(minutes=40)


@dataclass(frozen=True, slots=True)
class AtSite:
    """What a code opens: the work in the round that waits, and whose phone showed it."""

    work: WorkOrder
    shown_by: User
    parties: tuple[Party, ...]
    """Those that have not confirmed yet and can do so here."""


def site_code(*, work: WorkOrder, by: User, now: datetime) -> str:
    """For the crew's phone; good for ten minutes and this round. Raises NotAllowed, NotToBeAccepted."""
    require(by, PHONE)
    if not may_record_on(by, work):
        raise NotAllowed(user=str(by), permission=PHONE)
    if work.state != WorkState.DONE:
        raise NotToBeAccepted(number=work.number)
    return token(KIND, f"{work.pk}-{by.pk}-{int(now.timestamp())}", work.round)


def site_address(code: str) -> str:
    return settings.PUBLIC_URL + reverse("site_acceptance", args=[code])


def at_site(*, code: str, now: datetime, within: timedelta = ANSWERED_WITHIN) -> AtSite:
    """Raises LinkNotFound, LinkExpired, NotToBeAccepted."""
    _work_pk, user_pk, made_at = _read(code)
    work, shown_by = work_at(code), User.objects.filter(pk=user_pk).first()
    if shown_by is None:
        raise LinkNotFound()
    if not timedelta(0) <= now - made_at + timedelta(minutes=1) <= within + timedelta(minutes=1):
        raise LinkExpired(day=timezone.localdate(made_at))
    if work.state != WorkState.DONE:
        raise NotToBeAccepted(number=work.number)
    said = {one.party for one in confirmations_of(work)}
    return AtSite(work, shown_by, tuple(party for party in parties_of(work) if party.value not in said))


def work_at(code: str) -> WorkOrder:
    """Whatever became of it since the code was made, in the same round. Raises LinkNotFound."""
    work_pk, _user_pk, _made_at = _read(code)
    work = WorkOrder.objects.select_related("estate").filter(pk=work_pk).first()
    if work is None or not is_valid_token(code, KIND, code.partition(".")[0], work.round):
        raise LinkNotFound()
    return work


@transaction.atomic
def accept_on_site(
    *,
    code: str,
    party: Party,
    measured: Mapping[int, Decimal],
    person: str,
    signature: bytes,
    user: User | None,
    now: datetime,
    network: str,
) -> SiteAcceptance:
    """The party itself (亲验), by its log-in `user`, or after `check_party_pin`.

    Raises as `at_site` does, StaffCannotAnswer, SecretUsedUp, SignatureMissing, and what `confirm_work` raises.
    """
    found = at_site(code=code, now=now)
    if user is not None and own_party(user) is not party:
        raise StaffCannotAnswer()
    if party not in found.parties or (user is None and party not in OUTSIDE):
        raise NotToBeAccepted(number=found.work.number)
    keeper = None if user else maker_of_pin(found.work.estate, party)
    check_keeper(found.work, party, keeper)
    picture = kept_signature(signature, now=now)
    name = str(user) if user else person
    made = SiteAcceptance.objects.create(
        work=found.work,
        round=found.work.round,
        party=party.value,
        person=name,
        user=user,
        shown_by=found.shown_by,
        signature=picture,
        network=network,
        at=now,
    )
    confirm_work(
        work=found.work,
        party=party,
        measured=measured,
        person=name,
        on=timezone.localdate(now),
        by=user,
        remark="",
        keeper=keeper,
    )
    audit.record(by=user, action="portal.accepted_on_site", subject=found.work.number, party=party.value)
    return made


def kept_signature(data: bytes, *, now: datetime) -> StoredPicture:
    """Raises SignatureMissing, PictureRefused."""
    if not data:
        raise SignatureMissing()
    kept = keep(data, now=now)
    darkest, lightest = Image.open(BytesIO(data)).convert("L").getextrema()
    if darkest == lightest:
        raise SignatureMissing()
    return kept


def check_party_pin(*, estate: Estate, party: Party, subject: str, pin: str, now: datetime) -> None:
    """Wrong ones are counted, whatever else happens. Raises PinUnknown, PinMissing, WrongPin, PinTooOften."""
    if not pin:
        raise PinMissing()
    with transaction.atomic():
        known = PartyPin.objects.select_for_update().filter(estate=estate, party=party.value).first()
        if known is None:
            raise PinUnknown()
        is_right = counted_pin(known, "wrong_in_a_row", "again_at", pin=pin, pin_hash=known.pin_hash, now=now)
    if not is_right:
        refuse_pin(subject, party.value)


def measured_as_done(work: WorkOrder) -> dict[int, Decimal]:
    return {line.number: line.done or Decimal(0) for line in lines_of(work)}


def _read(code: str) -> tuple[int, int, datetime]:
    """Raises LinkNotFound."""
    parts = code.partition(".")[0].split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() and len(part) < 13 for part in parts):
        raise LinkNotFound()
    return int(parts[0]), int(parts[1]), datetime.fromtimestamp(int(parts[2]), tz=timezone.get_current_timezone())
