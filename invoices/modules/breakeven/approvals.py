"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.breakeven import selectors
from invoices.modules.breakeven.models import CostVoucher, TrueUp
from invoices.modules.breakeven.services import approve_true_up, approve_vouchers
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.kernel.period import Month


class CostVouchers(ApprovalKind[CostVoucher]):
    name, title, model = "cost", _("Cost vouchers"), CostVoucher
    blocks_closing = False  # a point of its own asks for the vouchers of the month
    page = "cost"

    def visible(self, user: User) -> QuerySet[CostVoucher]:
        return selectors.visible_vouchers(user)

    def words(self, thing: CostVoucher) -> str:
        return f"{thing.estate.name} {thing.month:%Y-%m} {thing.kind} {thing.memo} ¥{thing.amount.grouped()}"

    def approve(self, thing: CostVoucher, *, by: User, now: datetime, today: date) -> str:
        approve_vouchers(ids=[thing.pk], by=by, now=now, today=today)
        return gettext("The voucher is approved and posted.")


class TrueUps(ApprovalKind[TrueUp]):
    name, title, model = "true_up", _("True-ups of a year"), TrueUp
    blocks_closing = True

    def before(self, month: Month) -> Q:
        return Q(year__lte=month.year)

    def visible(self, user: User) -> QuerySet[TrueUp]:
        return selectors.visible_true_ups(user)

    def url(self, thing: TrueUp) -> str:
        return f"{reverse('breakeven_of', args=[thing.estate.code])}?year={thing.year}"

    def words(self, thing: TrueUp) -> str:
        return f"{thing.estate.name} {thing.year} ¥{thing.balance.grouped()}"

    def approve(self, thing: TrueUp, *, by: User, now: datetime, today: date) -> str:
        approve_true_up(true_up_id=thing.pk, by=by, now=now, today=today)
        return gettext("The true-up is approved.")


COST_VOUCHERS, TRUE_UPS = CostVouchers(), TrueUps()
