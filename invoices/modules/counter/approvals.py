"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.counter.models import DayClose
from invoices.modules.counter.selectors.tills import day_closes
from invoices.modules.counter.services import approve_close
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.kernel.period import Month


class DayCloses(ApprovalKind[DayClose]):
    name, title, model = "day_close", _("Day closes"), DayClose
    blocks_closing = True
    page = "day_close"

    def before(self, month: Month) -> Q:
        return Q(day__lt=month.end)

    def visible(self, user: User) -> QuerySet[DayClose]:
        return day_closes(user)

    def words(self, thing: DayClose) -> str:
        return f"{thing.day} {thing.prepared_by} ¥{thing.handed_over.grouped()}"

    def approve(self, thing: DayClose, *, by: User, now: datetime, today: date) -> str:
        approve_close(close_id=thing.pk, by=by, now=now, today=today)
        return gettext("The money is taken over, and the day is closed.")


DAY_CLOSES = DayCloses()
