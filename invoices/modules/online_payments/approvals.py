"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.online_payments.models import OnlineRefund, PaymentCodeChange
from invoices.modules.online_payments.selectors import orders
from invoices.modules.online_payments.services import approve_online_refund, approve_payment_code
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User


class OnlineRefunds(ApprovalKind[OnlineRefund]):
    name, title, model = "online_refund", _("Refunds of online payments"), OnlineRefund
    blocks_closing = True

    def visible(self, user: User) -> QuerySet[OnlineRefund]:
        return orders.visible_refunds(user)

    def url(self, thing: OnlineRefund) -> str:
        return reverse("online_order", args=[thing.order.number])

    def words(self, thing: OnlineRefund) -> str:
        return f"{thing.order.whose} ¥{thing.amount.grouped()}"

    def approve(self, thing: OnlineRefund, *, by: User, now: datetime, today: date) -> str:
        approve_online_refund(refund=thing.pk, by=by, now=now)
        return gettext("The refund is approved; the payment service is asked for it within minutes.")


class PaymentCodeChanges(ApprovalKind[PaymentCodeChange]):
    name, title, model = "payment_code", _("Changes of the company's payment codes"), PaymentCodeChange
    blocks_closing = False  # it changes what households scan; what they pay then is a receipt

    def url(self, thing: PaymentCodeChange) -> str:
        return reverse("payment_codes")

    def approve(self, thing: PaymentCodeChange, *, by: User, now: datetime, today: date) -> str:
        approve_payment_code(change_id=thing.pk, by=by, now=now)
        return gettext("Households see this code from now on.")


ONLINE_REFUNDS, PAYMENT_CODE_CHANGES = OnlineRefunds(), PaymentCodeChanges()
