from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.domain.channels import PaymentChannel
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField, choices_of
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Unit


class Refund(Prepared, OfEstate):
    """Credit of an account that is paid back (退款), once another person approves (docs/product.md rule 10)."""

    rights = Rights(prepare="payments.refund", approve="payments.approve_refund")

    estate_path = "unit__estate"
    series = Series("TK")

    number = models.CharField(_("refund number"), max_length=30, null=True)  # noqa: DJ001 - none before approval
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    party = models.CharField(max_length=40, blank=True)
    payee_name = models.CharField(_("payee"), max_length=60)
    payee_account = models.CharField(_("payee's account"), max_length=64, blank=True)
    amount = YuanField(_("amount"))
    channel = models.CharField(_("way of payment"), max_length=10, choices=choices_of(PaymentChannel))
    reason = models.CharField(_("reason"), max_length=200)
    posted_on = models.DateField(_("posted on"), null=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("refund")
        ordering = ["-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["number"], name="po_refund_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="po_refund_above_zero"),
            models.CheckConstraint(
                condition=Q(state="approved", number__isnull=False, posted_on__isnull=False)
                | (~Q(state="approved") & Q(number__isnull=True, posted_on__isnull=True)),
                name="po_refund_numbered_when_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.payee_name

    @property
    def audit_subject(self) -> str:
        return self.number or self.unit.code

    def audit_facts(self) -> dict[str, Any]:
        return {"amount": str(self.amount)}
