from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.states import ReceiptState
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import FourEyes
from property_ops.framework.fields import YuanField, choices_of
from property_ops.framework.numbering import Series
from property_ops.framework.scope import CompanyWide
from property_ops.kernel.money import ZERO, Yuan

MISTYPED = Q(state=ReceiptState.REVERSED.value, file="")
"""What a person typed in and another took out again: it tells of no money, and the money itself may still come."""


class Receipt(CompanyWide):
    """Money that came in (收款), numbered without gaps. What it says never changes; its state and note do.

    A movement of money is one receipt, in however many files it stands: `identity` says by what it is known. `twin` is
    a receipt that may tell of the same money; a person decides. `refunded` is what the channel gave back of it.
    """

    series = Series("SJ")

    number = models.CharField(_("receipt number"), max_length=30)
    channel = models.CharField(_("way of payment"), max_length=10, choices=choices_of(PaymentChannel))
    transaction = models.CharField(_("transaction number"), max_length=64, blank=True)
    amount = YuanField(_("amount"))
    fee = YuanField(_("fee"), default=ZERO)
    refunded = YuanField(_("given back"), default=ZERO)
    received_on = models.DateField(_("received on"))
    received_at = models.TimeField(_("time"), null=True)
    own_account = models.CharField(_("own account"), max_length=40, blank=True)
    balance = YuanField(_("balance"), null=True)
    identity = models.CharField(max_length=64, blank=True)
    payer_name = models.CharField(_("payer"), max_length=60, blank=True)
    payer_account = models.CharField(_("payer's account"), max_length=64, blank=True)
    memo = models.CharField(_("memo"), max_length=200, blank=True)
    file = models.CharField(_("file"), max_length=120, blank=True)
    posted_on = models.DateField(_("posted on"))
    state = models.CharField(_("state"), max_length=10, choices=choices_of(ReceiptState), default=ReceiptState.WAITING)
    note = models.CharField(_("note"), max_length=200, blank=True)
    twin = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name=_("may be the same as"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("receipt")
        ordering = ["-received_on", "-id"]
        indexes = [
            models.Index(fields=["state", "received_on"], name="po_receipt_by_state"),
            models.Index(fields=["received_on", "channel"], name="po_receipt_by_day"),
            models.Index(fields=["posted_on", "channel"], name="po_receipt_by_posting"),
            models.Index(fields=["payer_account"], name="po_receipt_by_payer"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="po_receipt_number_once"),
            models.UniqueConstraint(
                fields=["channel", "identity"], condition=~Q(identity="") & ~MISTYPED, name="po_receipt_movement_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=ZERO, fee__gte=ZERO, refunded__gte=ZERO, refunded__lte=F("amount")),
                name="po_receipt_amounts",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def whole_fee(self) -> Yuan:
        """The fee, told with the payment or later."""
        later = getattr(self, "later_fee", None)
        return self.fee if later is None else self.fee + later.amount


class Reversal(FourEyes, CompanyWide):
    """A movement of money taken out of the books by another person than entered or imported it (rule 10). It never
    waits: the second person does it at once."""

    WAITS = Q(pk__in=[])
    STANDS = Q(pk__isnull=False)

    reason = models.CharField(_("reason"), max_length=200)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reversed by")
    )
    decided_at = models.DateTimeField(_("reversed"))

    class Meta(FourEyes.Meta):
        abstract = True

    @property
    def waits(self) -> bool:
        return False


class ReceiptReversal(Reversal):
    """A receipt that was entered by mistake."""

    rights = Rights(prepare="payments.enter", approve="payments.reverse")

    receipt = models.OneToOneField(Receipt, models.PROTECT, related_name="reversal")

    class Meta(Reversal.Meta):
        abstract = False
        verbose_name = _("reversal of a receipt")
        ordering = ["pk"]
        constraints = [
            *FourEyes.Meta.constraints,
            models.CheckConstraint(condition=~Q(reason=""), name="po_receipt_reversal_has_reason"),
        ]

    def __str__(self) -> str:
        return self.receipt.number

    def audit_facts(self) -> dict[str, Any]:
        return {"because": self.reason}
