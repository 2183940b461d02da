"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.deposits import selectors
from invoices.modules.deposits.domain.uses import UseKind
from invoices.modules.deposits.models import DepositUse
from invoices.modules.deposits.services import approve_use
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User


class DepositUses(ApprovalKind[DepositUse]):
    name, title, model = "deposit_use", _("Uses of deposits"), DepositUse
    blocks_closing = False  # it is posted on the day of its approval
    page = "deposit_use"

    def visible(self, user: User) -> QuerySet[DepositUse]:
        return selectors.visible_uses(user)

    def words(self, thing: DepositUse) -> str:
        deposit = thing.deposit
        words = (deposit.unit.code if deposit.unit else "", deposit.whose, gettext(thing.what))
        return f"{' '.join(words).strip()} ¥{thing.amount.grouped()}"

    def approve(self, thing: DepositUse, *, by: User, now: datetime, today: date) -> str:
        use = approve_use(use_id=thing.pk, by=by, now=now, today=today)
        if use.deposit.provider_id and use.kind == UseKind.BACK:
            return gettext("Approved. Pay it through the bank, and code that payment to 2241.09.")
        if use.deposit.provider_id:
            return gettext("Approved: it is income from penalties.")
        if use.kind == UseKind.DEBT:
            return gettext("The deposit paid what was due.")
        return gettext("The deposit is paid back.")


DEPOSIT_USES = DepositUses()
