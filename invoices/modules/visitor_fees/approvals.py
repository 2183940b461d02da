"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.visitor_fees import selectors
from invoices.modules.visitor_fees.models import VisitorTariff
from invoices.modules.visitor_fees.services import approve_visitor_tariff
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User


class VisitorTariffs(ApprovalKind[VisitorTariff]):
    name, title, model = "visitor_tariff", _("Prices of visitors' parking"), VisitorTariff
    blocks_closing = False  # it is for cars that come from a day on
    page = "visitor_tariff"

    def visible(self, user: User) -> QuerySet[VisitorTariff]:
        return selectors.visible_tariffs(user)

    def words(self, thing: VisitorTariff) -> str:
        return f"{thing.estate.name} {thing.start} ¥{thing.per_hour.grouped()}"

    def approve(self, thing: VisitorTariff, *, by: User, now: datetime, today: date) -> str:
        approve_visitor_tariff(tariff_id=thing.pk, by=by, now=now)
        return gettext("Cars that come from that day on are charged by it.")


VISITOR_TARIFFS = VisitorTariffs()
