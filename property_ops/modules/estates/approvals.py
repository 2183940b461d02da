"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.estates.models import BankAccountChange, UnitChange
from property_ops.modules.estates.selectors import unit_changes
from property_ops.modules.estates.services import approve_bank_account, approve_unit_change


class BankAccountChanges(ApprovalKind[BankAccountChange]):
    name, title, model = "bank_account", _("Changes of the company's bank account"), BankAccountChange
    blocks_closing = False  # it changes what papers print

    def url(self, thing: BankAccountChange) -> str:
        return reverse("company_account")

    def approve(self, thing: BankAccountChange, *, by: User, now: datetime, today: date) -> str:
        approve_bank_account(change=thing, by=by, now=now)
        return gettext("Papers made from now on bear the new bank account.")


class UnitChanges(ApprovalKind[UnitChange]):
    name, title, model = "unit_change", _("Changes of units"), UnitChange
    blocks_closing = True
    page = "unit_change"

    def before(self, month: Month) -> Q:
        return Q(day__lt=month.end)

    def visible(self, user: User) -> QuerySet[UnitChange]:
        return unit_changes(user)

    def approve(self, thing: UnitChange, *, by: User, now: datetime, today: date) -> str:
        approve_unit_change(change=thing, by=by, now=now)
        return gettext("The unit is so from that day on.")


BANK_ACCOUNT_CHANGES, UNIT_CHANGES = BankAccountChanges(), UnitChanges()
