"""Links for acceptance: given, withdrawn and renewed by the office (docs/product.md rule 20)."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.portal.domain.errors import PartyHasNoLink
from property_ops.modules.portal.models import AcceptanceLink
from property_ops.modules.works.public import Party, WorkOrder, may_record_on, parties_of

LINKS = "portal.links"
BY_LINK = (Party.COMMITTEE, Party.BRANCH)


def parties_with_link(work: WorkOrder) -> list[Party]:
    return [party for party in parties_of(work) if party in BY_LINK]


def give_link(*, work: WorkOrder, party: Party, by: User, today: date) -> AcceptanceLink:
    """The party's link to this work, made if there is none. Safe to repeat. Raises NotAllowed, PartyHasNoLink."""
    _check_right(work, by)
    if party not in parties_with_link(work):
        raise PartyHasNoLink(party=dict(Party.choices())[party], estate=work.estate.name)
    with transaction.atomic():
        link, is_new = AcceptanceLink.objects.get_or_create(
            work=work, party=party.value, defaults={"expires_on": _end(today), "made_by": by}
        )
        if is_new:
            _record("portal.link_given", link, by)
    return link


def revoke_link(*, link: AcceptanceLink, by: User) -> None:
    """Withdraw it: whoever has it sees nothing any more. Safe to repeat. Raises NotAllowed."""
    _check_right(link.work, by)
    with transaction.atomic():
        link = AcceptanceLink.objects.select_for_update().get(pk=link.pk)
        if link.revoked_at is None:
            link.revoked_at, link.revoked_by = timezone.now(), by
            link.save()
            _record("portal.link_revoked", link, by)


def renew_link(*, link: AcceptanceLink, by: User, today: date) -> None:
    """A new link in place of one that is withdrawn or has expired, which never opens again. Raises NotAllowed."""
    _check_right(link.work, by)
    with transaction.atomic():
        link = AcceptanceLink.objects.select_for_update().get(pk=link.pk)
        if link.revoked_at is not None or today > link.expires_on:
            link.version += 1
            link.expires_on, link.revoked_at, link.revoked_by = _end(today), None, None
            link.save()
            _record("portal.link_renewed", link, by)


def _end(today: date) -> date:
    return today + timedelta(days=settings.ACCEPTANCE_LINK_DAYS)


def _check_right(work: WorkOrder, by: User) -> None:
    require(by, LINKS)
    if not may_record_on(by, work):
        raise NotAllowed(user=str(by), permission=LINKS)


def _record(action: str, link: AcceptanceLink, by: User) -> None:
    audit.record(by=by, action=action, subject=link.work.number, party=link.party, version=link.version)
