from django.db import models
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.states import ChannelRefundState
from property_ops.framework.fields import YuanField, choices_of
from property_ops.framework.scope import CompanyWide


class ChannelRefund(CompanyWide):
    """A refund that a payment service was asked for and had not paid when a file told of it first, or that failed.

    Nothing of it is in the ledger: once it is paid, it is a disbursement as well.
    """

    channel = models.CharField(_("way of payment"), max_length=10, choices=choices_of(PaymentChannel))
    transaction = models.CharField(_("transaction number"), max_length=64)
    refund_of = models.CharField(_("refund of transaction"), max_length=64, blank=True)
    amount = YuanField(_("amount"))
    asked_on = models.DateField(_("asked on"))
    state = models.CharField(_("state"), max_length=10, choices=choices_of(ChannelRefundState))
    file = models.CharField(_("file"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("refund under way")
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "transaction"], name="po_channel_refund_once"),
        ]

    def __str__(self) -> str:
        return self.transaction
