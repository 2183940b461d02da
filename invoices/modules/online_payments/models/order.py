from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillLine
from invoices.modules.online_payments.domain.states import OrderState
from invoices.modules.payments.public import PaymentChannel, Receipt
from property_ops.framework.fields import YuanField, choices_of
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate, Tenure, Unit


class OnlineOrder(OfEstate):
    """What was begun to be paid by a payment service (docs/adr/0056): by a household, chosen lines or a sum; or by
    somebody of no household, whose money is the owners' of `estate` (docs/adr/0087): `words` say what for.

    It is no money: that comes with `receipt`, once the service has said so and was believed. Our `number` cannot be
    guessed; `transaction` is the service's. What it is for never changes, and paid is paid.
    """

    estate_path = "unit__estate"

    number = models.CharField(_("order number"), max_length=32)
    channel = models.CharField(_("way of payment"), max_length=10, choices=choices_of(PaymentChannel))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    tenure = models.ForeignKey(Tenure, models.PROTECT, null=True, related_name="+", verbose_name=_("payer"))
    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+", verbose_name=_("estate"))
    words = models.CharField(_("what for"), max_length=60, blank=True, default="")
    amount = YuanField(_("amount"))
    state = models.CharField(_("state"), max_length=10, choices=choices_of(OrderState), default=OrderState.OPEN)
    made_at = models.DateTimeField(_("ordered at"))
    expires_at = models.DateTimeField(_("to be paid until"))
    asked_at = models.DateTimeField(_("service asked"), null=True)
    transaction = models.CharField(_("transaction number"), max_length=64, blank=True)
    paid_at = models.DateTimeField(_("paid"), null=True)
    receipt = models.OneToOneField(Receipt, models.PROTECT, null=True, related_name="order")

    class Meta:
        verbose_name = _("online payment")
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["state", "made_at"], name="po_online_order_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="po_online_order_number_once"),
            models.UniqueConstraint(
                fields=["channel", "transaction"], condition=~Q(transaction=""), name="po_online_order_transaction_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=ZERO, channel__in=["wechat", "alipay"]), name="po_online_order_amount"
            ),
            models.CheckConstraint(
                condition=(Q(state="paid", paid_at__isnull=False, receipt__isnull=False) & ~Q(transaction=""))
                | (~Q(state="paid") & Q(paid_at=None, receipt=None, transaction="")),
                name="po_online_order_paid_whole",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, tenure__isnull=False, estate=None, words="")
                | (Q(unit=None, tenure=None, estate__isnull=False) & ~Q(words="")),
                name="po_online_order_of_home_or_estate",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def narrowed(cls, rows: QuerySet[Any], estates: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of these estates, whoever began to pay."""
        return rows.filter(Q(unit__estate__in=estates) | Q(estate__in=estates))

    @property
    def whose(self) -> str:
        """The account that is paid, or the estate."""
        return self.unit.code if self.unit else str(self.estate)


class OrderedLine(OfEstate):
    """So much of an order is for this line. Append-only; together no more than the order."""

    estate_path = "order__unit__estate"

    order = models.ForeignKey(OnlineOrder, models.PROTECT, related_name="lines")
    line = models.ForeignKey(BillLine, models.PROTECT, related_name="+")
    amount = YuanField(_("amount"))

    class Meta:
        verbose_name = _("ordered line")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "line"], name="po_ordered_line_once"),
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="po_ordered_line_above_zero"),
        ]
