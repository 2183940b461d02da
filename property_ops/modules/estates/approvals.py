"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.modules.estates.models import BankAccountChange
from property_ops.modules.estates.services import approve_bank_account


class BankAccountChanges(ApprovalKind[BankAccountChange]):
    name, title, model = "bank_account", _("Changes of the company's bank account"), BankAccountChange

    def url(self, thing: BankAccountChange) -> str:
        return reverse("company_account")

    def approve(self, thing: BankAccountChange, *, by: User, now: datetime, today: date) -> str:
        approve_bank_account(change=thing, by=by, now=now)
        return gettext("Papers made from now on bear the new bank account.")


BANK_ACCOUNT_CHANGES = BankAccountChanges()
