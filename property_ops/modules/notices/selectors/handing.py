"""What is to be handed over on paper, for want of a phone and an address: by home, nearest homes together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone, translation

from property_ops.framework.models import User
from property_ops.modules.estates.public import Tenure
from property_ops.modules.notices.domain.states import Withheld
from property_ops.modules.notices.models import HandedNotice, Notice
from property_ops.modules.notices.selectors.wording import said_of

DAYS, MOST = timedelta(days=30), 200


@dataclass(frozen=True, slots=True)
class NoticesOfHome:
    """`texts` are all that one household is to be told, in the words of the messages."""

    tenure: Tenure
    notices: Sequence[int]
    texts: Sequence[str]
    since: datetime


def to_hand_over(user: User, *, now: datetime) -> list[NoticesOfHome]:
    """Of the estates this person sees: not handed over, not over, and whoever is to be told still lives there."""
    rows = list(waiting_for_paper(user, now=now)[:MOST])
    return [_home(list(group)) for _tenure, group in groupby(rows, key=lambda row: row.tenure_id)]


def waiting_for_paper(user: User, *, now: datetime) -> QuerySet[Notice]:
    today = timezone.localdate(now)
    found = Notice.objects.visible_to(user).filter(
        Q(until__isnull=True) | Q(until__gt=now),
        withheld=Withheld.NO_WAY.value,
        handed=None,
        made_at__gte=now - DAYS,
        tenure__isnull=False,
    )
    living = found.filter(Q(tenure__end__isnull=True) | Q(tenure__end__gt=today))
    order = ("estate__code", "tenure__unit__building", "tenure__unit__entrance", "tenure__unit__room", "tenure", "pk")
    return living.select_related("tenure__unit__estate").order_by(*order)


def handed_lately(user: User, *, now: datetime) -> QuerySet[HandedNotice]:
    found = HandedNotice.objects.visible_to(user).filter(at__gte=now - timedelta(days=1))
    return found.select_related("notice__tenure__unit", "by").order_by("-pk")


def _home(rows: Sequence[Notice]) -> NoticesOfHome:
    tenure = rows[0].tenure
    assert tenure is not None
    with translation.override(settings.LANGUAGE_CODE):
        texts = list(dict.fromkeys(said_of(row).text for row in rows))
    return NoticesOfHome(tenure, [row.pk for row in rows], texts, rows[0].made_at)
