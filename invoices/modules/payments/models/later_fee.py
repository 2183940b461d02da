from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.models.disbursement import Disbursement
from invoices.modules.payments.models.receipt import Receipt
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import CompanyWide
from property_ops.kernel.money import ZERO


class LaterFee(CompanyWide):
    """What a payment service kept for itself, told after the money was recorded. Append-only.

    A payment that its service told of at once comes without a fee; the service's bill of the day names it. Below zero
    is one that came back with a refund.
    """

    receipt = models.OneToOneField(Receipt, models.PROTECT, null=True, related_name="later_fee")
    disbursement = models.OneToOneField(Disbursement, models.PROTECT, null=True, related_name="later_fee")
    amount = YuanField(_("fee"))
    posted_on = models.DateField(_("posted on"))
    file = models.CharField(_("file"), max_length=120, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("fee told later")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount=ZERO)
                & (Q(receipt__isnull=False, disbursement=None) | Q(receipt=None, disbursement__isnull=False)),
                name="po_later_fee_of_one",
            ),
        ]
