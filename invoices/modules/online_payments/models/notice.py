from django.db import models
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.public import PaymentChannel
from property_ops.framework.fields import choices_of
from property_ops.framework.scope import CompanyWide


class NoticeOutcome(models.TextChoices):
    TAKEN = "taken", _("taken")
    KNOWN = "known", _("known already")
    REFUSED = "refused", _("refused, a person must look")


class ReceivedNotice(CompanyWide):
    """A verified notice of a payment service, and what became of it. Append-only; who proves nothing leaves no row."""

    channel = models.CharField(_("way of payment"), max_length=10, choices=choices_of(PaymentChannel))
    key = models.CharField(_("number of the notice"), max_length=128)
    order = models.CharField(_("order number"), max_length=40, db_index=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=NoticeOutcome)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("notice of a payment service")
        ordering = ["-pk"]
