from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.public import PaymentChannel
from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import choices_of
from property_ops.framework.scope import CompanyWide


class PaymentCode(CompanyWide):
    """The company's own code to pay by (收款码), where no service is set up: what a scan of it says.

    It changes by an approved `PaymentCodeChange` only.
    """

    channel = models.CharField(_("way of payment"), max_length=10, choices=choices_of(PaymentChannel), unique=True)
    content = models.CharField(_("content"), max_length=500)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("payment code")


class PaymentCodeChange(Prepared, CompanyWide):
    """Where households are to send their money from its approval on (docs/product.md rule 10), and where before."""

    rights = Rights(prepare="online_payments.change_code", approve="online_payments.approve_code")

    channel = models.CharField(_("way of payment"), max_length=10, choices=choices_of(PaymentChannel))
    content = models.CharField(_("content"), max_length=500)
    content_before = models.CharField(_("content before"), max_length=500, blank=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("change of a payment code")
        ordering = ["-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=ApprovalState.WAITING.value), name="po_payment_code_waits_once"
            ),
            models.CheckConstraint(condition=~Q(content=""), name="po_payment_code_change_says_what"),
        ]

    def __str__(self) -> str:
        return str(dict(choices_of(PaymentChannel)).get(self.channel, self.channel))

    @property
    def audit_subject(self) -> str:
        return self.channel

    def audit_facts(self) -> dict[str, Any]:
        """Before → after."""
        return {"content": [self.content_before, self.content]}
