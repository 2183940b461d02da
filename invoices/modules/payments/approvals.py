"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.models import Refund, RefundLink
from invoices.modules.payments.selectors import receipts
from invoices.modules.payments.services import approve_refund, approve_refund_link
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User


class Refunds(ApprovalKind[Refund]):
    name, title, model = "refund", _("Refunds"), Refund
    blocks_closing = True

    def visible(self, user: User) -> QuerySet[Refund]:
        return receipts.refunds(user)

    def url(self, thing: Refund) -> str:
        return reverse("refunds")

    def words(self, thing: Refund) -> str:
        return f"{thing.unit.code} {thing.payee_name} ¥{thing.amount.grouped()}"

    def approve(self, thing: Refund, *, by: User, now: datetime, today: date) -> str:
        approve_refund(refund=thing.pk, by=by, now=now, today=today)
        return gettext("The refund is approved.")


class RefundLinks(ApprovalKind[RefundLink]):
    name, title, model = "refund_link", _("Payments that give back a receipt"), RefundLink
    blocks_closing = True

    def visible(self, user: User) -> QuerySet[RefundLink]:
        return RefundLink.objects.visible_to(user).select_related("receipt", "disbursement")

    def url(self, thing: RefundLink) -> str:
        return reverse("payment_out", args=[thing.disbursement_id])

    def words(self, thing: RefundLink) -> str:
        return f"{thing.receipt.number} ¥{thing.disbursement.amount.grouped()}"

    def approve(self, thing: RefundLink, *, by: User, now: datetime, today: date) -> str:
        approve_refund_link(link=thing.pk, by=by, now=now, today=today)
        return gettext("It is approved.")


REFUNDS, REFUND_LINKS = Refunds(), RefundLinks()
