"""What waits for another person: of slot `approvals`. Bills are approved by the month, at month-end."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing import selectors
from invoices.modules.billing.models import PayerChange
from invoices.modules.billing.services import approve_payer_change
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User


class PayerChanges(ApprovalKind[PayerChange]):
    name, title, model = "payer_change", _("Changes of who pays"), PayerChange
    blocks_closing = False  # it holds for bills that are drafted after its approval
    page = "payer_change"

    def visible(self, user: User) -> QuerySet[PayerChange]:
        return selectors.payer_changes(user)

    def words(self, thing: PayerChange) -> str:
        return f"{thing.unit.code} {gettext(thing.get_payer_before_display())} → {gettext(thing.get_payer_display())}"

    def approve(self, thing: PayerChange, *, by: User, now: datetime, today: date) -> str:
        approve_payer_change(change_id=thing.pk, by=by, now=now)
        return gettext("Bills that are drafted from now on go there.")


PAYER_CHANGES = PayerChanges()
