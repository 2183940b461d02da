from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.domain.channels import Channel
from invoices.modules.payments.domain.states import RefundState
from property_ops.framework.fields import YuanField
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Unit


class Refund(models.Model):
    """Credit of an account that is paid back (退款): prepared by one, approved by another (docs/product.md rule 10)."""

    number = models.CharField(_("refund number"), max_length=30, null=True)  # noqa: DJ001 - none before approval
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    party = models.CharField(max_length=40, blank=True)
    payee_name = models.CharField(_("payee"), max_length=60)
    payee_account = models.CharField(_("payee's account"), max_length=64, blank=True)
    amount = YuanField(_("amount"))
    channel = models.CharField(_("way of payment"), max_length=10, choices=Channel.choices())
    reason = models.CharField(_("reason"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=RefundState.choices(), default=RefundState.PROPOSED)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(_("prepared"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)
    posted_on = models.DateField(_("posted on"), null=True)

    class Meta:
        verbose_name = _("refund")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="po_refund_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="po_refund_above_zero"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")), name="po_refund_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by=None)
                | Q(state="rejected", decided_by__isnull=False)
                | Q(state="approved", decided_by__isnull=False, number__isnull=False, posted_on__isnull=False),
                name="po_refund_decided_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.payee_name
