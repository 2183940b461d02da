"""What waits for one household becomes one message: by the first way that exists, is wanted and has keys."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext

from property_ops.modules.notices.connector.adapters import is_set
from property_ops.modules.notices.connector.configuration import NoticeKeys
from property_ops.modules.notices.domain.states import Withheld
from property_ops.modules.notices.domain.templates import SEVERAL, one_after_another
from property_ops.modules.notices.models import Channel, Message, Notice
from property_ops.modules.notices.selectors.contacts import (
    TellingWay,
    address_of_staff,
    lives_there,
    wants_nothing,
    ways_to,
)
from property_ops.modules.notices.selectors.outbox import waiting_notices
from property_ops.modules.notices.selectors.templates import templates
from property_ops.modules.notices.selectors.wording import LONGEST_TITLE, Composed, said_of

AT_ONCE = 200
"""Households of one transaction."""


def gather(*, keys: NoticeKeys, now: datetime) -> int:
    """Make the messages that are due: how many. Nothing while the quiet hours hold."""
    if keys.quiet.hold(now):
        return 0
    made = 0
    while True:
        with transaction.atomic():
            rows = _due(keys, now)
            if not rows:
                return made
            made += _gathered(rows, keys, now)


def _due(keys: NoticeKeys, now: datetime) -> list[Notice]:
    """All that waits for some households of which one notice waited long enough."""
    ripe = now - timedelta(minutes=keys.together)
    urgent = [name for name, template in templates().items() if template.at_once]
    old = waiting_notices().filter(made_at__lte=ripe) | waiting_notices().filter(template__in=urgent)
    whose = list(old.order_by("tenure_id", "user_id").values_list("tenure_id", "user_id").distinct()[:AT_ONCE])
    mine = waiting_notices().filter(tenure__in=[tenure for tenure, _ in whose if tenure])
    staff = waiting_notices().filter(user__in=[user for _, user in whose if user])
    rows = mine | staff
    found = rows.select_for_update(of=("self",)).select_related("tenure__unit__estate", "user")
    return list(found.order_by("tenure_id", "user_id", "pk"))


def _gathered(rows: Sequence[Notice], keys: NoticeKeys, now: datetime) -> int:
    today, made = timezone.localdate(now), 0
    ways = ways_to([row.tenure for row in rows if row.tenure is not None])
    for _, group in groupby(rows, key=lambda row: (row.tenure_id, row.user_id)):
        left = [row for row in group if not _is_withheld(row, now, today)]
        if left:
            made += _made(left, ways, keys, now)
    return made


def _is_withheld(row: Notice, now: datetime, today: date) -> bool:
    if row.until is not None and now >= row.until:
        return _withhold([row], Withheld.TOO_LATE)
    if row.tenure is not None and not lives_there(row.tenure, today) and not row.template.startswith(OF_DEBTS):
        return _withhold([row], Withheld.ELSEWHERE)
    return False


OF_DEBTS = ("bill", "reminder", "receipt")
"""What a former payer is still told of."""


def _withhold(rows: Sequence[Notice], why: Withheld) -> bool:
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(withheld=why.value)
    return True


def _made(rows: Sequence[Notice], ways: Mapping[int, Sequence[TellingWay]], keys: NoticeKeys, now: datetime) -> int:
    first = rows[0]
    if first.user is not None:
        way = TellingWay(Channel.MAIL, address) if (address := address_of_staff(first.user)) else None
    else:
        way = first_way(ways[first.tenure_id or 0], keys)
    if way is None:
        unwanted = first.tenure is not None and wants_nothing(first.tenure)
        _withhold(rows, Withheld.NOT_WANTED if unwanted else Withheld.NO_WAY)
        return 0
    said = composed(rows)
    message = Message.objects.create(
        estate_id=first.estate_id,
        tenure=first.tenure,
        user=first.user,
        channel=way.channel,
        template=said.template,
        facts=said.facts,
        title=said.title,
        text=said.text,
        made_at=now,
        next_at=now,
    )
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(message=message)
    return 1


def first_way(ways: Sequence[TellingWay], keys: NoticeKeys) -> TellingWay | None:
    """The first that really carries; without any, the first that could."""
    return next((way for way in ways if is_set(way.channel, keys)), ways[0] if ways else None)


def composed(rows: Sequence[Notice]) -> Composed:
    """In the language of the site, whoever asked."""
    with translation.override(settings.LANGUAGE_CODE):
        said = [said_of(row) for row in rows]
        if len(said) == 1 or len({(one.template, one.text) for one in said}) == 1:
            return said[0]
        titles = "、".join(dict.fromkeys(one.title for one in said))
        facts = {"count": str(len(said)), "titles": titles}
        title = gettext(SEVERAL.words) % facts
        return Composed(SEVERAL.name, facts, title[:LONGEST_TITLE], one_after_another([one.text for one in said]))
