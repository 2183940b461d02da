"""A month's services confirmed by the parties themselves (亲验), each by its link and its PIN; both together count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.secret_links import hash_of, living_link, new_token
from property_ops.kernel.period import Month
from property_ops.kernel.writing import with_reason
from property_ops.modules.confirmations.public import (
    OpenService,
    SignedService,
    check_signed,
    confirm_in_person,
    open_services,
)
from property_ops.modules.estates.public import Estate
from property_ops.modules.portal.domain.errors import (
    AnsweredAlready,
    MonthNeedsPin,
    OneVoiceOnly,
    PartyHasNoLink,
    WeightsUnknown,
)
from property_ops.modules.portal.models import MonthLink, MonthWord, MonthWordRow
from property_ops.modules.portal.selectors.keepers import has_pin_of_another
from property_ops.modules.portal.services.links import LINKS
from property_ops.modules.portal.services.site import check_party_pin
from property_ops.modules.works.public import OUTSIDE, Party


@dataclass(frozen=True, slots=True)
class MadeMonthLink:
    """A link and its address, which is known here and now, and never again."""

    link: MonthLink
    token: str = field(repr=False)

    @property
    def address(self) -> str:
        return f"{settings.PUBLIC_URL}/m/{self.token}"


@dataclass(frozen=True, slots=True)
class OpenedMonth:
    """What the page of a link shows: the services that wait, and what the party said."""

    link: MonthLink
    month: Month
    services: tuple[OpenService, ...]
    word: MonthWord | None

    @property
    def party(self) -> Party:
        return Party(self.link.party)


@transaction.atomic
def give_month_link(*, estate: Estate, month: Month, party: Party, by: User, now: datetime) -> MadeMonthLink:
    """A new link for the party; one that it had opens nothing any more.

    Raises NotAllowed, PartyHasNoLink, MonthNeedsPin (nobody else has made the party a PIN), WeightsUnknown,
    AnsweredAlready.
    """
    require(by, LINKS, estate)
    if party not in OUTSIDE:
        raise PartyHasNoLink(party=Party(party).word, estate=estate.name)
    if not has_pin_of_another(estate, party, by):
        raise MonthNeedsPin()
    _check_weights(open_services(estate, month))
    link = MonthLink.objects.select_for_update().filter(estate=estate, month=month.start, party=party.value).first()
    if link is not None and MonthWord.objects.filter(link=link).exists():
        raise AnsweredAlready()
    token, today = new_token(), timezone.localdate(now)
    link = link or MonthLink(estate=estate, month=month.start, party=party.value)
    link.token_hash, link.made_by, link.made_at, link.revoked_at = hash_of(token), by, now, None
    link.expires_on = today + timedelta(days=settings.ACCEPTANCE_LINK_DAYS)
    link.save()
    audit.record(by=by, action="portal.month_link_given", subject=estate.code, month=str(month), party=party.value)
    return MadeMonthLink(link, token)


def opened_month(token: str, *, today: date) -> OpenedMonth:
    """Raises LinkNotFound, LinkRevoked, LinkExpired."""
    link: MonthLink = living_link(MonthLink.objects.select_related("estate", "made_by"), token, today=today)
    month, word = Month.of(link.month), MonthWord.objects.filter(link=link).first()
    return OpenedMonth(link, month, tuple(open_services(link.estate, month)), word)


def confirm_month(
    *, token: str, said: Mapping[int, tuple[Decimal, str]], person: str, pin: str, now: datetime, network: str
) -> bool:
    """Of each service (by key) its completion and the reason; whether the month is confirmed now.

    It is once both parties said so: of each service the lower counts, with the reasons of both. Raises as the link and
    its PIN do, MonthNeedsPin, AnsweredAlready, OneVoiceOnly, WeightsUnknown, ReasonMissing (no person), and what a
    signed sheet raises (more than was counted, less without a reason, a month that is not over).
    """
    today = timezone.localdate(now)
    opened = opened_month(token, today=today)
    if not has_pin_of_another(opened.link.estate, opened.party, opened.link.made_by):
        raise MonthNeedsPin()
    subject = f"{opened.link.estate.code} {opened.month}"
    check_party_pin(estate=opened.link.estate, party=opened.party, subject=subject, pin=pin, now=now)
    with transaction.atomic():
        estate = Estate.objects.select_for_update(of=("self",)).get(pk=opened.link.estate_id)
        opened = opened_month(token, today=today)
        if opened.word is not None or not opened.services:
            raise AnsweredAlready()
        person = with_reason(person, most=40)
        word = _stored(opened, said, person, today=today, now=now, network=network)
        audit.record(by=None, action="portal.month_confirmed", subject=subject, party=opened.party.value)
        return _both(estate, opened, word, today)


def _stored(
    opened: OpenedMonth,
    said: Mapping[int, tuple[Decimal, str]],
    person: str,
    *,
    today: date,
    now: datetime,
    network: str,
) -> MonthWord:
    _check_weights(opened.services)
    rows = [SignedService(one.item, one.weight or Decimal(), *said[one.item.pk]) for one in opened.services]
    check_signed(opened.link.estate, opened.month, rows, today=today)
    word = MonthWord.objects.create(link=opened.link, person=person, network=network, at=now)
    for row in rows:
        MonthWordRow.objects.create(word=word, item=row.item, completion=row.completion, reason=row.reason)
    return word


def _both(estate: Estate, opened: OpenedMonth, word: MonthWord, today: date) -> bool:
    others = MonthWord.objects.filter(link__estate=estate, link__month=opened.link.month).exclude(pk=word.pk)
    other = others.first()
    if other is None:
        return False
    if "".join(other.person.split()) == "".join(word.person.split()):
        raise OneVoiceOnly(person=word.person)
    names = {opened.party: word.person, Party(other.link.party): other.person}
    theirs, mine = ({row.item_id: row for row in one.rows.all()} for one in (other, word))
    rows = []
    for one in opened.services:
        pair = [found[one.item.pk] for found in (theirs, mine) if one.item.pk in found]
        reasons = dict.fromkeys(row.reason for row in pair if row.reason)
        least = min(row.completion for row in pair)
        rows.append(SignedService(one.item, one.weight or Decimal(), least, "；".join(reasons)[:100]))
    confirm_in_person(
        estate=estate,
        month=opened.month,
        rows=rows,
        committee=names[Party.COMMITTEE],
        branch=names[Party.BRANCH],
        on=today,
    )
    return True


def _check_weights(services: list[OpenService] | tuple[OpenService, ...]) -> None:
    """What the parties do not see on paper is not decided here: weights are those that were confirmed last."""
    if any(one.weight is None for one in services):
        raise WeightsUnknown()
