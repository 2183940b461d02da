"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.models import PaymentCorrection
from invoices.modules.erpnext.services.corrections import approve_correction
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User


class PaymentCorrections(ApprovalKind[PaymentCorrection]):
    name, title, model = "erpnext_correction", _("Payments corrected in ERPNext"), PaymentCorrection
    blocks_closing = True

    def visible(self, user: User) -> QuerySet[PaymentCorrection]:
        return selectors.corrections(user)

    def url(self, thing: PaymentCorrection) -> str:
        return reverse("erpnext_corrections")

    def words(self, thing: PaymentCorrection) -> str:
        return f"{thing.receipt.number} ¥{thing.receipt.amount.grouped()} · {thing.cancelled}"

    def approve(self, thing: PaymentCorrection, *, by: User, now: datetime, today: date) -> str:
        approve_correction(correction=thing.pk, by=by, now=now, today=today)
        return gettext("The receipt is reversed here as it was cancelled in ERPNext.")


PAYMENT_CORRECTIONS = PaymentCorrections()
