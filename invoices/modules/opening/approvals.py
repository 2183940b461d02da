"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.opening import selectors
from invoices.modules.opening.models import Opening
from invoices.modules.opening.services import approve_opening
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.kernel.period import Month


class Openings(ApprovalKind[Opening]):
    name, title, model = "opening", _("Opening balances"), Opening
    blocks_closing = True
    page = "opening"

    def before(self, month: Month) -> Q:
        return Q(day__lt=month.end)

    def visible(self, user: User) -> QuerySet[Opening]:
        return selectors.visible_openings(user)

    def words(self, thing: Opening) -> str:
        kind = gettext(thing.get_kind_display())
        return f"{kind} {thing.estate.name if thing.estate else ''} {thing.day} {thing.reference}"

    def approve(self, thing: Opening, *, by: User, now: datetime, today: date) -> str:
        approve_opening(opening_id=thing.pk, by=by, now=now)
        return gettext("The opening balances are taken over.")


OPENINGS = Openings()
