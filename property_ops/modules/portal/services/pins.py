"""The PIN of a party: shown once to whoever makes it; wrong ones close one link for a while, and no other."""

import secrets
from datetime import date, datetime, timedelta

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
        raise PartyHasNoLink(party=dict(Party.choices())[party], estate=estate.name)
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
        if link.pin_again_at and now < link.pin_again_at:
            raise PinTooOften(minutes=-(-(link.pin_again_at - now).seconds // 60))
        is_right = check_password(pin, known.pin_hash)
        link.wrong_pins = 0 if is_right else link.wrong_pins + 1
        link.pin_again_at = now + CLOSED_FOR if link.wrong_pins >= WRONG_IN_A_ROW else None
        if link.pin_again_at:
            link.wrong_pins = 0
        link.save(update_fields=["wrong_pins", "pin_again_at"])
    if not is_right:
        audit.record(by=None, action="portal.wrong_pin", subject=link.work.number, party=link.party)
        raise WrongPin()


def _pin_of(link: AcceptanceLink) -> PartyPin | None:
    return PartyPin.objects.filter(estate=link.work.estate, party=link.party).first()
