"""Seals are sent elsewhere: by mail, or posted to an address; again and again until they arrive."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from invoices.modules.proofs import selectors
from invoices.modules.proofs.connector.mailing import mail
from invoices.modules.proofs.connector.posting import post
from invoices.modules.proofs.domain.errors import SealsNotTaken
from invoices.modules.proofs.models import SealSending, StoredSeal
from invoices.modules.proofs.models.sending import LONGEST_FAILURE
from invoices.modules.proofs.services.keys import public_key
from property_ops.framework.locking import process_lock
from property_ops.kernel.trying import doubling_pause

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=6)
"""Before it is tried again after a failure."""

Send = Callable[[str, Sequence[StoredSeal]], None]


@dataclass(frozen=True, slots=True)
class SealDelivery:
    """Of one place: how many seals it has now that it had not before, or why not."""

    place: str
    sent: int
    failure: str = ""


def places() -> dict[str, Send]:
    """Where seals are sent to, by the operator's settings."""
    return {
        **dict.fromkeys(settings.SEALS_MAIL, _mail),
        **({settings.SEALS_POST: _post} if settings.SEALS_POST else {}),
    }


def is_sending_due(now: datetime) -> bool:
    """Whether a place lacks a seal, and none was tried there just now."""
    last = selectors.last_seal()
    if last is None:
        return False
    known = {one.place: one for one in SealSending.objects.filter(place__in=places())}
    return any(_is_due(known.get(place), last.number, now) for place in places())


def send_seals(*, now: datetime) -> list[SealDelivery]:
    """Each place gets what it lacks, in one sending; what does not arrive is tried again later. Safe to run twice."""
    with process_lock("seals-sending"):
        last = selectors.last_seal()
        return [_send_to(place, send, now) for place, send in places().items()] if last else []


def _send_to(place: str, send: Send, now: datetime) -> SealDelivery:
    found, _made = SealSending.objects.get_or_create(place=place)
    seals = list(StoredSeal.objects.filter(number__gt=found.number).order_by("number"))
    if not seals:
        return SealDelivery(place, 0)
    found.tried_at = now
    try:
        send(place, seals)
    except SealsNotTaken as error:
        found.failure = str(error.data["reason"])[:LONGEST_FAILURE]
        found.failures += 1
    else:
        found.number, found.sent_at, found.failure, found.failures = seals[-1].number, now, "", 0
    found.save()
    return SealDelivery(place, 0 if found.failure else len(seals), found.failure)


def _is_due(known: SealSending | None, last: int, now: datetime) -> bool:
    if known is None or known.tried_at is None:
        return True
    if known.number >= last:
        return False
    return now - known.tried_at >= doubling_pause(known.failures, first=FIRST_PAUSE, longest=LONGEST_PAUSE)


def _post(address: str, seals: Sequence[StoredSeal]) -> None:
    post(address, _lines(seals))


def _mail(address: str, seals: Sequence[StoredSeal]) -> None:
    last = seals[-1]
    with translation.override(settings.LANGUAGE_CODE):
        subject = gettext("Seal %(number)s: %(name)s") % {"number": last.number, "name": last.name}
        words = gettext(
            "Keep this mail. The attached seals show later whether the records were changed after this day:\n"
            "verify.html (at /verify/ of the site) or “property-ops verify --seals FILE” checks them."
        )
    text = f"{words}\n\n{last.on_paper}\nkey {public_key()}\n"
    name = f"seals-{seals[0].number}-{last.number}.jsonl"
    mail(address, subject=subject, text=text, name=name, seals=_lines(seals))


def _lines(seals: Sequence[StoredSeal]) -> bytes:
    return "".join(f"{one.line}\n" for one in seals).encode()
