from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import Bill
from property_ops.framework.scope import OfEstate


class InvoiceWish(OfEstate):
    """Somebody asked for an invoice of this bill. Append-only. Payers with a tax number get one of every bill."""

    estate_path = "bill__estate"

    bill = models.OneToOneField(Bill, models.PROTECT, related_name="invoice_wish", verbose_name=_("bill"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("invoice asked for on"))

    class Meta:
        verbose_name = _("bill of which an invoice is asked for")
        ordering = ["-id"]
