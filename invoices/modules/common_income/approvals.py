"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.common_income import selectors
from invoices.modules.common_income.models import CommonLease
from invoices.modules.common_income.services import approve_lease
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User


class CommonLeases(ApprovalKind[CommonLease]):
    name, title, model = "common_lease", _("Leases of common parts"), CommonLease
    blocks_closing = False  # a rent that is late is posted later, and names its month
    page = "common_lease"

    def visible(self, user: User) -> QuerySet[CommonLease]:
        return selectors.visible_leases(user)

    def words(self, thing: CommonLease) -> str:
        return f"{thing.estate.name} {thing.place} ¥{thing.monthly_rent.grouped()}"

    def approve(self, thing: CommonLease, *, by: User, now: datetime, today: date) -> str:
        approve_lease(lease_id=thing.pk, by=by, now=now)
        return gettext("It is let: its rents are posted month by month.")


COMMON_LEASES = CommonLeases()
