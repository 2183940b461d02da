from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.public import PaymentChannel
from property_ops.framework.scope import CompanyWide


class PaymentCode(CompanyWide):
    """The company's own code to pay by (收款码), where no service is set up: what a scan of it says."""

    channel = models.CharField(_("way of payment"), max_length=10, choices=PaymentChannel.choices(), unique=True)
    content = models.CharField(_("content"), max_length=500)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("payment code")
