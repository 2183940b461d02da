from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import Bill
from invoices.modules.credit_notes.public import CreditNote
from invoices.modules.tax.domain.tax_number import MOST_SIGNS
from invoices.modules.tax.models.rate import RATE_PLACES
from property_ops.framework.fields import ScaledField, YuanField
from property_ops.framework.scope import CompanyWide, OfEstate


class InvoiceBatch(CompanyWide):
    """One file of invoice requests (数电票) for the tax platform: who made it, when, of which month. Append-only."""

    month = models.DateField(_("month"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(_("exported at"))
    again = models.BooleanField(_("exported again"), default=False)

    class Meta:
        verbose_name = _("file of invoice requests")
        ordering = ["-id"]


class InvoiceRequest(OfEstate):
    """What is asked of the tax platform for one bill, or for one credit note (red), as it was exported. Append-only.

    A bill or credit note is exported once; again only in a batch that says so.
    """

    estate_path = "bill__estate"

    batch = models.ForeignKey(InvoiceBatch, models.PROTECT, related_name="requests")
    serial = models.CharField(_("serial number"), max_length=20)
    bill = models.ForeignKey(Bill, models.PROTECT, related_name="invoice_requests", verbose_name=_("bill"))
    credit_note = models.ForeignKey(
        CreditNote, models.PROTECT, null=True, related_name="invoice_requests", verbose_name=_("credit note")
    )
    buyer = models.CharField(_("buyer"), max_length=100)
    buyer_number = models.CharField(_("tax number"), max_length=MOST_SIGNS, blank=True, default="")
    remark = models.CharField(_("remark"), max_length=230, blank=True)
    day = models.DateField(_("issued on"))
    again = models.BooleanField(default=False)
    gross = YuanField(_("with VAT"))
    net = YuanField(_("without VAT"))
    tax = YuanField(_("VAT"))

    class Meta:
        verbose_name = _("invoice request")
        ordering = ["batch", "serial"]
        constraints = [
            models.UniqueConstraint(
                fields=["bill"], condition=Q(credit_note__isnull=True, again=False), name="po_bill_requested_once"
            ),
            models.UniqueConstraint(
                fields=["credit_note"], condition=Q(again=False), name="po_credit_note_requested_once"
            ),
            models.UniqueConstraint(fields=["batch", "serial"], name="po_request_serial_once"),
            models.CheckConstraint(condition=Q(gross=F("net") + F("tax")), name="po_request_adds_up"),
        ]


class InvoiceLine(OfEstate):
    """A line of a request: one line of the bill or credit note, split into net and tax. Append-only."""

    estate_path = "request__bill__estate"

    request = models.ForeignKey(InvoiceRequest, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    item_name = models.CharField(_("item"), max_length=60)
    tax_code = models.CharField(_("tax classification code"), max_length=19)
    category = models.CharField(_("tax classification"), max_length=40)
    rate = ScaledField(_("VAT rate"), places=RATE_PLACES)
    gross = YuanField(_("with VAT"))
    net = YuanField(_("without VAT"))
    tax = YuanField(_("VAT"))

    class Meta:
        ordering = ["request", "position"]
        constraints = [
            models.UniqueConstraint(fields=["request", "position"], name="po_request_line_once"),
            models.CheckConstraint(condition=Q(gross=F("net") + F("tax")), name="po_request_line_adds_up"),
        ]
