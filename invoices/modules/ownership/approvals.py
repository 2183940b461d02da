"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.ownership import selectors
from invoices.modules.ownership.models import OwnerChange
from invoices.modules.ownership.services import approve_owner_change
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.kernel.period import Month


class OwnerChanges(ApprovalKind[OwnerChange]):
    name, title, model = "owner_change", _("Changes of owner"), OwnerChange
    blocks_closing = True
    page = "owner_change"

    def before(self, month: Month) -> Q:
        return Q(day__lt=month.end)

    def visible(self, user: User) -> QuerySet[OwnerChange]:
        return selectors.owner_changes(user)

    def words(self, thing: OwnerChange) -> str:
        return f"{thing.unit.code} {thing.seller.name} → {thing.buyer_name} {thing.day}"

    def approve(self, thing: OwnerChange, *, by: User, now: datetime, today: date) -> str:
        approve_owner_change(change_id=thing.pk, by=by, now=now, today=today)
        return gettext("The unit has its new owner.")


OWNER_CHANGES = OwnerChanges()
