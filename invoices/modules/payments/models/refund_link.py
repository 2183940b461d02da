from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.models.disbursement import Disbursement
from invoices.modules.payments.models.receipt import Receipt
from property_ops.framework.approval.domain import NEVER_MIND, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.scope import CompanyWide


class RefundLink(Prepared, CompanyWide):
    """A payment out gives this receipt back (退款对应收款), once another person approves (docs/product.md rule 10)."""

    rights = Rights(prepare="payments.refund", approve="payments.approve_refund")

    disbursement = models.ForeignKey(Disbursement, models.PROTECT, related_name="refund_links")
    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="refund_links", verbose_name=_("receipt"))
    reason = models.CharField(_("reason"), max_length=200)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("payment that gives back a receipt")
        ordering = ["pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["disbursement"], condition=~Q(state__in=NEVER_MIND), name="po_refund_link_of_payment_once"
            ),
        ]

    def __str__(self) -> str:
        return self.disbursement.transaction

    def audit_facts(self) -> dict[str, Any]:
        return {"receipt": self.receipt.number}
