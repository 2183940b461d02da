from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.visitor_fees.models.tariff import VisitorTariff
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.parking.public import ShortStay


class VisitorPayment(OfEstate):
    """What a visitor began to pay for a stay until `until`. It is paid when its order is; append-only.

    `amount` is the tariff's fee of `minutes`, less what had been paid for the stay.
    """

    estate_path = "stay__estate"

    stay = models.ForeignKey(ShortStay, models.PROTECT, related_name="+", verbose_name=_("visitor's stay"))
    tariff = models.ForeignKey(VisitorTariff, models.PROTECT, related_name="+")
    order = models.OneToOneField(
        to="po_online_payments.OnlineOrder", on_delete=models.PROTECT, related_name="+", verbose_name=_("order number")
    )
    until = models.DateTimeField(_("paid until"))
    minutes = models.PositiveIntegerField(_("minutes"))
    paid_before = YuanField(_("paid before"))
    amount = YuanField(_("amount"))

    class Meta:
        verbose_name = _("visitor's payment")
        ordering = ["-until", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=ZERO, paid_before__gte=ZERO), name="po_visitor_payment_amounts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}"
