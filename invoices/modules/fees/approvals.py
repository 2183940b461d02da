"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.fees import selectors
from invoices.modules.fees.models import FeeDelivery
from invoices.modules.fees.services import approve_delivery
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.kernel.period import Month


class FeeDeliveries(ApprovalKind[FeeDelivery]):
    name, title, model = "fee_delivery", _("Deliveries of one-off fees"), FeeDelivery
    blocks_closing = True  # it is charged for the month in which it was handed over
    page = "fee_delivery"

    def before(self, month: Month) -> Q:
        return Q(day__lt=month.end)

    def visible(self, user: User) -> QuerySet[FeeDelivery]:
        return selectors.visible_deliveries(user)

    def words(self, thing: FeeDelivery) -> str:
        return f"{thing.order.unit.code} {thing.order.item.name} {thing.amount_words}"

    def approve(self, thing: FeeDelivery, *, by: User, now: datetime, today: date) -> str:
        approve_delivery(delivery_id=thing.pk, by=by, now=now)
        return gettext("It is charged with the month in which it was delivered.")


FEE_DELIVERIES = FeeDeliveries()
