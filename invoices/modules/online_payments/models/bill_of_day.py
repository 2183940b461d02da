from django.db import models
from django.utils.translation import gettext_lazy as _

from invoices.modules.online_payments.domain.states import BillOfDayState
from invoices.modules.payments.public import PaymentChannel
from property_ops.framework.fields import choices_of
from property_ops.framework.scope import CompanyWide


class BillOfDay(CompanyWide):
    """The bill that a payment service gave of a day, held against the receipts (docs/adr/0056).

    `orders` are those paid by that service on that day; `differences` say what does not agree, in sentences.
    """

    channel = models.CharField(_("way of payment"), max_length=10, choices=choices_of(PaymentChannel))
    day = models.DateField(_("day"))
    state = models.CharField(_("state"), max_length=10, choices=choices_of(BillOfDayState))
    sha256 = models.CharField(max_length=64, blank=True)
    orders = models.PositiveIntegerField(_("orders"), default=0)
    differences = models.JSONField(_("differences"), default=list)
    fetched_at = models.DateTimeField(_("fetched"))

    class Meta:
        verbose_name = _("bill of a payment service")
        ordering = ["-day", "channel"]
        constraints = [models.UniqueConstraint(fields=["channel", "day"], name="po_bill_of_day_once")]
