"""Links for acceptance: handed over and withdrawn by the office, secrets of the party (rules 20, 22)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.secret_links import hash_of, new_token
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.portal.domain.errors import LinkOfOwnWork, PartyHasNoLink, SecretsApart
from property_ops.modules.portal.models import AcceptanceLink
from property_ops.modules.portal.selectors.keepers import has_pin_of_another
from property_ops.modules.portal.services.tokens import address_of
from property_ops.modules.works.public import (
    OUTSIDE,
    Party,
    WorkOrder,
    has_done,
    may_record_on,
    parties_of,
    spoke_for_another,
)

LINKS = "portal.links"


def parties_with_link(work: WorkOrder) -> list[Party]:
    return [party for party in parties_of(work) if party in OUTSIDE]


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link and its address, which is known here and now, and never again."""

    link: AcceptanceLink
    token: str = field(repr=False)

    @property
    def address(self) -> str:
        return address_of(self.token)


def give_link(*, work: WorkOrder, party: Party, by: User, now: datetime) -> MadeLink:
    """A new link for the party; one that it had opens nothing any more.

    It is shown to whoever makes it, to be handed over: who planned, costed or reported the work makes none, and who
    could speak for another party makes none that opens by itself. Raises NotAllowed, PartyHasNoLink, LinkOfOwnWork,
    SecretsApart.
    """
    _check_right(work, by)
    if party not in parties_with_link(work):
        raise PartyHasNoLink(party=Party(party).word, estate=work.estate.name)
    if has_done(work, by):
        raise LinkOfOwnWork(number=work.number)
    if not has_pin_of_another(work.estate, party, by) and spoke_for_another(work, party, user=by, person=""):
        raise SecretsApart()
    token = new_token()
    made = {
        "token_hash": hash_of(token),
        "expires_on": _end(timezone.localdate(now)),
        "made_by": by,
        "made_at": now,
        "revoked_at": None,
        "revoked_by": None,
        "wrong_pins": 0,
        "pin_again_at": None,
    }
    with transaction.atomic():
        WorkOrder.objects.select_for_update().get(pk=work.pk)
        link = AcceptanceLink.objects.filter(work=work, party=party.value).first()
        if link is None:
            link = AcceptanceLink.objects.create(work=work, party=party.value, **made)
        else:
            made["version"] = link.version + 1
            for name, value in made.items():
                setattr(link, name, value)
            link.save()
        _record("portal.link_given", link, by)
    return MadeLink(link, token)


def revoke_link(*, link: AcceptanceLink, by: User) -> None:
    """Withdraw it: whoever has it sees nothing any more. Safe to repeat. Raises NotAllowed."""
    _check_right(link.work, by)
    with transaction.atomic():
        link = AcceptanceLink.objects.select_for_update().get(pk=link.pk)
        if link.revoked_at is None:
            link.revoked_at, link.revoked_by = timezone.now(), by
            link.save()
            _record("portal.link_revoked", link, by)


def _end(today: date) -> date:
    return today + timedelta(days=settings.ACCEPTANCE_LINK_DAYS)


def _check_right(work: WorkOrder, by: User) -> None:
    require(by, LINKS)
    if not may_record_on(by, work):
        raise NotAllowed(user=str(by), permission=LINKS)


def _record(action: str, link: AcceptanceLink, by: User) -> None:
    audit.record(by=by, action=action, subject=link.work.number, party=link.party, version=link.version)
