from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import Bill
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Unit


class InvoiceBuyer(OfEstate):
    """In whose name a payer's invoices are made out (发票抬头), and whether one is wanted of every bill.

    Without it the buyer is the payer of the bill, and an invoice is asked for bill by bill.
    """

    estate_path = "unit__estate"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    party = models.CharField(max_length=20)
    title = models.CharField(_("invoice title"), max_length=100)
    tax_number = models.CharField(_("tax number"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail for the invoice"), blank=True)
    every = models.BooleanField(_("an invoice of every bill"), default=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    changed_at = models.DateTimeField(_("title changed"))

    class Meta:
        verbose_name = _("invoice title")
        ordering = ["unit", "party"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "party"], name="po_invoice_buyer_once"),
            models.CheckConstraint(condition=~Q(title=""), name="po_invoice_buyer_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class InvoiceWish(OfEstate):
    """Somebody asked for an invoice of this bill. Append-only."""

    estate_path = "bill__estate"

    bill = models.OneToOneField(Bill, models.PROTECT, related_name="invoice_wish", verbose_name=_("bill"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("invoice asked for on"))

    class Meta:
        verbose_name = _("bill of which an invoice is asked for")
        ordering = ["-id"]
