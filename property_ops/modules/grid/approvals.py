"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.modules.grid.models import GridHandOver
from property_ops.modules.grid.selectors.grid import visible_hand_overs
from property_ops.modules.grid.services.keeping import refuse_others, take_over


class HandOvers(ApprovalKind[GridHandOver]):
    name, title, model = "grid_hand_over", _("Hand-overs of areas"), GridHandOver
    blocks_closing = False  # nobody owes anything by it
    page = "grid_hand_over"

    def visible(self, user: User) -> QuerySet[GridHandOver]:
        return visible_hand_overs(user)

    def approve(self, thing: GridHandOver, *, by: User, now: datetime, today: date) -> str:
        take_over(hand_over_id=thing.pk, by=by, now=now)
        return gettext("The area is yours from that day on.")

    def reject(self, thing: Any, *, reason: str, by: User, now: datetime) -> None:
        if thing.prepared_by_id != by.pk:
            refuse_others(thing, by)
        super().reject(thing, reason=reason, by=by, now=now)


HAND_OVERS = HandOvers()
