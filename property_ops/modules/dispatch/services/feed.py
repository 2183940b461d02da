"""The link to a crew's calendar: given out, withdrawn, opened without a log-in (docs/product.md rule 20)."""

from datetime import datetime, timedelta

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.signing import is_valid_token, row_of, token
from property_ops.kernel.errors import LinkNotFound, LinkRevoked
from property_ops.modules.dispatch.models import Crew
from property_ops.modules.dispatch.reports.calendar import draw_calendar
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.selectors.visits import visits_between
from property_ops.modules.dispatch.services.moving import BOARD

FEED = "dispatch.calendar"
PAST, FUTURE = timedelta(days=30), timedelta(days=120)


@transaction.atomic
def open_feed(*, crew: Crew, by: User) -> str:
    """A new link; an earlier one opens no more. Raises NotAllowed."""
    require(by, PLAN)
    with locked_transaction(BOARD):
        crew.refresh_from_db()
        crew.feed_version, crew.feed_open = crew.feed_version + 1, True
        crew.save()
    audit.record(by=by, action="dispatch.feed_opened", subject=crew.code, version=crew.feed_version)
    return feed_token(crew)


@transaction.atomic
def close_feed(*, crew: Crew, by: User) -> None:
    """The link opens no more. Safe to repeat. Raises NotAllowed."""
    require(by, PLAN)
    with locked_transaction(BOARD):
        crew.refresh_from_db()
        if crew.feed_open:
            crew.feed_open = False
            crew.save()
            audit.record(by=by, action="dispatch.feed_closed", subject=crew.code, version=crew.feed_version)


def feed_token(crew: Crew) -> str:
    """Of the latest link."""
    return token(FEED, str(crew.pk), crew.feed_version)


def calendar_of(*, given: str, now: datetime) -> bytes:
    """The crew's visits of the last month and the coming ones. Raises LinkNotFound, LinkRevoked."""
    crew = Crew.objects.filter(pk=row_of(given)).first()
    if crew is None:
        raise LinkNotFound
    if not is_valid_token(given, FEED, str(crew.pk), crew.feed_version):
        older = range(1, crew.feed_version)
        raise LinkRevoked if any(is_valid_token(given, FEED, str(crew.pk), one) for one in older) else LinkNotFound
    if not crew.feed_open or not crew.active:
        raise LinkRevoked
    return draw_calendar(crew, visits_between(crew, now - PAST, now + FUTURE), now=now)
