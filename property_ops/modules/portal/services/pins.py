"""The PIN of a party: shown once to whoever makes it; wrong ones close one link for a while, and no other."""

import secrets
from datetime import date, datetime, timedelta
from typing import NoReturn

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.estates.public import Estate
from property_ops.modules.portal.domain.errors import PartyHasNoLink, PinMissing, PinTooOften, SecretsApart, WrongPin
from property_ops.modules.portal.models import AcceptanceLink, PartyPin
from property_ops.modules.portal.selectors.keepers import keeps_another_pin
from property_ops.modules.portal.services.tokens import linked
from property_ops.modules.works.public import OUTSIDE, Party

PINS = "portal.pins"
WRONG_IN_A_ROW, CLOSED_FOR = 5, timedelta(minutes=15)


def give_pin(*, estate: Estate, party: Party, by: User, now: datetime) -> str:
    """A new PIN of six digits for the party; the one before is worth nothing any more.

    Nobody makes those of two parties. Raises NotAllowed, PartyHasNoLink, SecretsApart.
    """
    require(by, PINS, estate)
    if party not in OUTSIDE:
        raise PartyHasNoLink(party=Party(party).word, estate=estate.name)
    if keeps_another_pin(estate, party, by):
        raise SecretsApart()
    pin = f"{secrets.randbelow(10**6):06}"
    with transaction.atomic():
        PartyPin.objects.update_or_create(
            estate=estate, party=party.value, defaults={"pin_hash": make_password(pin), "made_by": by, "made_at": now}
        )
        audit.record(by=by, action="portal.pin_given", subject=estate.code, party=party.value)
    return pin


def has_pin(link: AcceptanceLink) -> bool:
    return _pin_of(link) is not None


def check_pin(*, token: str, pin: str, now: datetime, today: date) -> None:
    """What is wrong is counted, whatever else happens. Raises as a link does, PinMissing, WrongPin, PinTooOften."""
    link = linked(token, today=today)
    known = _pin_of(link)
    if known is None:
        return
    if not pin:
        raise PinMissing()
    with transaction.atomic():
        link = AcceptanceLink.objects.select_for_update().get(pk=link.pk)
        is_right = counted_pin(link, "wrong_pins", "pin_again_at", pin=pin, pin_hash=known.pin_hash, now=now)
    if not is_right:
        refuse_pin(link.work.number, link.party)


def counted_pin(
    row: AcceptanceLink | PartyPin, wrong: str, again: str, *, pin: str, pin_hash: str, now: datetime
) -> bool:
    """Whether it is right. Wrong ones are counted on the row, which is locked, in its columns `wrong` and `again`.

    Raises PinTooOften.
    """
    closed_until = getattr(row, again)
    if closed_until and now < closed_until:
        raise PinTooOften(minutes=-(-(closed_until - now).seconds // 60))
    is_right = check_password(pin, pin_hash)
    in_a_row = 0 if is_right else getattr(row, wrong) + 1
    is_closed = in_a_row >= WRONG_IN_A_ROW
    setattr(row, wrong, 0 if is_closed else in_a_row)
    setattr(row, again, now + CLOSED_FOR if is_closed else None)
    row.save(update_fields=[wrong, again])
    return is_right


def refuse_pin(subject: str, party: str) -> NoReturn:
    """Raises WrongPin, once it is on record."""
    audit.record(by=None, action="portal.wrong_pin", subject=subject, party=party)
    raise WrongPin()


def _pin_of(link: AcceptanceLink) -> PartyPin | None:
    return PartyPin.objects.filter(estate=link.work.estate, party=link.party).first()
