from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.models.receipt import Receipt, Reversal
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import FourEyes
from property_ops.framework.fields import YuanField, choices_of
from property_ops.framework.scope import CompanyWide
from property_ops.kernel.money import ZERO


class Disbursement(CompanyWide):
    """Money that a file says went out: a refund of a transaction, or any other payment. So the bank ties out.

    `receipt` is the receipt that it gives back, once that is known; a `fee` below zero is one that came back with it.
    `twin` is a payment out that may tell of the same money; a person decides.
    """

    channel = models.CharField(_("way of payment"), max_length=10, choices=choices_of(PaymentChannel))
    transaction = models.CharField(_("transaction number"), max_length=64, blank=True)
    refund_of = models.CharField(_("refund of transaction"), max_length=64, blank=True, db_index=True)
    identity = models.CharField(max_length=64)
    own_account = models.CharField(_("own account"), max_length=40, blank=True)
    balance = YuanField(_("balance"), null=True)
    receipt = models.ForeignKey(Receipt, models.PROTECT, null=True, related_name="given_back")
    amount = YuanField(_("amount"))
    fee = YuanField(_("fee"), default=ZERO)
    paid_on = models.DateField(_("paid on"))
    paid_at = models.TimeField(_("time"), null=True)
    payee_name = models.CharField(_("payee"), max_length=60, blank=True)
    payee_account = models.CharField(_("payee's account"), max_length=64, blank=True)
    memo = models.CharField(_("memo"), max_length=200, blank=True)
    file = models.CharField(_("file"), max_length=120, blank=True)
    posted_on = models.DateField(_("posted on"))
    twin = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name=_("may be the same as"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("payment out")
        ordering = ["-paid_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "identity"], name="po_disbursement_movement_once"),
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="po_disbursement_above_zero"),
        ]


class DisbursementReversal(Reversal):
    """A payment out that two files told of. Only what has a twin, gives back no receipt and is not coded: the database
    refuses all else."""

    rights = Rights(prepare="payments.import", approve="payments.reverse")

    disbursement = models.OneToOneField(Disbursement, models.PROTECT, related_name="reversal")

    class Meta(Reversal.Meta):
        abstract = False
        verbose_name = _("reversal of a payment out")
        ordering = ["pk"]
        constraints = [
            *FourEyes.Meta.constraints,
            models.CheckConstraint(condition=~Q(reason=""), name="po_disbursement_reversal_has_reason"),
        ]

    def __str__(self) -> str:
        return self.disbursement.transaction or self.disbursement.identity

    def audit_facts(self) -> dict[str, Any]:
        return {"because": self.reason, "amount": str(self.disbursement.amount)}
