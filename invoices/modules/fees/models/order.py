from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.fees.domain.fees import PLACES
from invoices.modules.tariffs.public import FeeItem
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import ScaledField
from property_ops.framework.models import StoredPicture
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.kernel.quantity import plain
from property_ops.modules.estates.public import Tenure, Unit

PRICE_PLACES = 6


class FeeOrder(OfEstate):
    """Something that a household asked for once, at the price in force on that day. An order alone costs nothing."""

    estate_path = "unit__estate"
    series = Series("DX")

    number = models.CharField(_("order number"), max_length=30, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    payer = models.ForeignKey(Tenure, models.PROTECT, related_name="+", verbose_name=_("payer"))
    item = models.ForeignKey(FeeItem, models.PROTECT, related_name="+", verbose_name=_("fee item"))
    applies_to = models.CharField(_("kind"), max_length=20)
    quantity = ScaledField(_("quantity ordered"), places=PLACES)
    unit_price = ScaledField(_("unit price"), places=PRICE_PLACES)
    price_unit = models.CharField(_("unit of the price"), max_length=30)
    price_from = models.DateField(_("price in force from"))
    ordered_on = models.DateField(_("ordered on"))
    note = models.CharField(_("remark"), max_length=100, blank=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written down by")
    )
    ordered_at = models.DateTimeField(_("written down"))
    closed_on = models.DateField(_("closed on"), null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("closed by")
    )
    closed_because = models.CharField(_("why it was closed"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("order of a one-off fee")
        ordering = ["-ordered_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0, unit_price__gte=0), name="po_fee_order_quantity"),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by=None, closed_because="")
                | (Q(closed_on__isnull=False, closed_by__isnull=False) & ~Q(closed_because="")),
                name="po_fee_order_closed_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def piece(self) -> str:
        """The unit that is counted, out of `元/张`."""
        return self.price_unit.rpartition("/")[2] or self.price_unit


class FeeDelivery(Prepared, OfEstate):
    """So much of an order was handed over, and somebody of the household signed (代录).

    It counts once another person has compared it with the photo of the signed receipt; only then is it charged.
    """

    rights = Rights(prepare="fees.order", approve="fees.approve")
    estate_path = "order__unit__estate"

    order = models.ForeignKey(FeeOrder, models.PROTECT, related_name="deliveries", verbose_name=_("order"))
    sequence = models.PositiveSmallIntegerField()
    quantity = ScaledField(_("quantity handed over"), places=PLACES)
    day = models.DateField(_("handed over on"))
    signed_by = models.CharField(_("signed by"), max_length=60)
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+", verbose_name=_("signed receipt"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("delivery of a one-off fee")
        ordering = ["order", "sequence"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["order", "sequence"], name="po_fee_delivery_sequence_once"),
            models.UniqueConstraint(fields=["order"], condition=Q(state="waiting"), name="po_fee_delivery_waits_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0) & ~Q(signed_by=""), name="po_fee_delivery_signed"),
        ]

    def __str__(self) -> str:
        return f"{self.order.number}-{self.sequence}"

    @property
    def amount_words(self) -> str:
        return f"{plain(self.quantity)} {self.order.piece}"

    @property
    def audit_subject(self) -> str:
        return str(self)

    def audit_facts(self) -> dict[str, Any]:
        return {"unit": self.order.unit.code, "quantity": str(Decimal(self.quantity))}
