"""A notice is handed over on paper, once: who did it, and when, is written down."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.notices.models import HandedNotice
from property_ops.modules.notices.selectors.handing import waiting_for_paper

HAND_OVER = "notices.hand_over"


def hand_over(*, notices: Collection[int], by: User, now: datetime) -> int:
    """Those of them that still wait: how many. Safe to repeat. Raises NotAllowed."""
    require(by, HAND_OVER)
    with transaction.atomic():
        waiting = list(waiting_for_paper(by, now=now).filter(pk__in=notices).select_for_update(of=("self",)))
        HandedNotice.objects.bulk_create([HandedNotice(notice=one, by=by, at=now) for one in waiting])
        for unit in sorted({one.tenure.unit.code for one in waiting if one.tenure is not None}):
            audit.record(by=by, action="notices.handed_over", subject=unit)
    return len(waiting)
