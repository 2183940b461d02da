from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from invoices.modules.online_payments.models.order import OnlineOrder
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO


class AskedOutcome(models.TextChoices):
    NOT_ASKED = "", _("not asked yet")
    UNDER_WAY = "under_way", _("being paid back")
    PAID = "paid", _("paid back")
    FAILED = "failed", _("failed")


class OnlineRefund(Prepared, OfEstate):
    """So much of an online payment goes back the way it came, once another person approves (docs/product.md rule 10).

    The service is asked after that, under `number`, as often as it needs: under one number it pays once. The books
    change when it says that it has paid.
    """

    rights = Rights(prepare="payments.refund", approve="payments.approve_refund")
    estate_path = "order__unit__estate"

    order = models.ForeignKey(OnlineOrder, models.PROTECT, related_name="refunds", verbose_name=_("online payment"))
    number = models.CharField(_("refund number"), max_length=32)
    amount = YuanField(_("amount"))
    reason = models.CharField(_("reason"), max_length=200)
    outcome = models.CharField(_("outcome"), max_length=10, choices=AskedOutcome, blank=True, default="")
    transaction = models.CharField(_("transaction number"), max_length=64, blank=True)
    asked_at = models.DateTimeField(_("service asked"), null=True)

    @classmethod
    def narrowed(cls, rows: QuerySet[Any], estates: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(Q(order__unit__estate__in=estates) | Q(order__estate__in=estates))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("refund of an online payment")
        ordering = ["-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["number"], name="po_online_refund_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=ZERO) & ~Q(reason=""), name="po_online_refund_says_why"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(state="approved"), name="po_online_refund_asked_once_approved"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def audit_facts(self) -> dict[str, Any]:
        return {"order": self.order.number, "amount": str(self.amount)}
