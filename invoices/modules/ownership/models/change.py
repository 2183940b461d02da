from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.ownership.domain.destinations import Goes
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField, choices_of
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Tenure, Unit


class OwnerChange(Prepared, OfEstate):
    """A unit is sold (过户): from `day` on the buyer owns it. Debts stay with the seller (docs/product.md rule 9).

    `owed`, `advance` and `deposit` are what the seller owed and held when it was prepared. What goes to the buyer is
    named on `signed_paper`, which both have signed.
    """

    rights = Rights(prepare="ownership.prepare", approve="ownership.approve")
    estate_path = "unit__estate"
    series = Series("GH")

    number = models.CharField(_("number"), max_length=30, null=True)  # noqa: DJ001 - none before approval
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    seller = models.ForeignKey(Tenure, models.PROTECT, related_name="+", verbose_name=_("seller"))
    buyer = models.ForeignKey(Tenure, models.PROTECT, null=True, related_name="+", verbose_name=_("new owner"))
    day = models.DateField(_("the buyer's from"))
    buyer_name = models.CharField(_("new owner"), max_length=60)
    buyer_phone = models.CharField(_("buyer's phone"), max_length=20, blank=True)
    deed = models.CharField(_("deed or contract"), max_length=120)
    owed = YuanField(_("owed"))
    advance = YuanField(_("held in advance"))
    deposit = YuanField(_("deposit"))
    advance_goes = models.CharField(_("the advance"), max_length=6, choices=choices_of(Goes), default=Goes.STAYS)
    refund_account = models.CharField(_("seller's bank account"), max_length=64, blank=True)
    deposit_goes = models.CharField(_("the deposit"), max_length=6, choices=choices_of(Goes), default=Goes.STAYS)
    leases_end = models.BooleanField(_("parking leases end"), default=False)
    signed_paper = models.CharField(_("signed by both"), max_length=120, blank=True)
    posted_on = models.DateField(_("posted on"), null=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("change of owner")
        ordering = ["-day", "-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["number"], name="po_owner_change_number_once"),
            models.UniqueConstraint(fields=["unit"], condition=Q(state="waiting"), name="po_owner_change_waits_once"),
            models.UniqueConstraint(fields=["seller"], condition=Q(state="approved"), name="po_owner_sells_once"),
            models.CheckConstraint(condition=~Q(buyer_name="") & ~Q(deed=""), name="po_owner_change_names_paper"),
            models.CheckConstraint(
                condition=~(Q(advance_goes=Goes.BUYER.value) | Q(deposit_goes=Goes.BUYER.value)) | ~Q(signed_paper=""),
                name="po_owner_change_signed_by_both",
            ),
            models.CheckConstraint(
                condition=Q(owed__gte=ZERO, advance__gte=ZERO, deposit__gte=ZERO), name="po_owner_change_figures"
            ),
            models.CheckConstraint(
                condition=Q(state="approved", number__isnull=False, posted_on__isnull=False, buyer__isnull=False)
                | (~Q(state="approved") & Q(number__isnull=True, posted_on__isnull=True, buyer__isnull=True)),
                name="po_owner_change_done_when_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.unit.code} {self.day}"

    def audit_facts(self) -> dict[str, Any]:
        return {"unit": self.unit.code, "day": f"{self.day}", "advance": self.advance_goes}
