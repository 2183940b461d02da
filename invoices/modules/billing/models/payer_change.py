from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.models.account import Payer
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Unit


class PayerChange(Prepared, OfEstate):
    """Who pays the bills of a unit that are drafted from its approval on, and was before (docs/product.md rule 9).

    Somebody else pays by it: another person approves (rules 10 and 23).
    """

    rights = Rights(prepare="billing.change_payer", approve="billing.approve")
    estate_path = "unit__estate"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    payer = models.CharField(_("payer"), max_length=6, choices=Payer)
    split_by_days = models.BooleanField(_("an owner change splits the period by days"))
    mask_payer = models.BooleanField(_("mask the payer's name on documents"))
    payer_before = models.CharField(_("payer before"), max_length=6, choices=Payer)
    split_before = models.BooleanField(_("split by days before"))
    mask_before = models.BooleanField(_("masked before"))
    reason = models.CharField(_("by which paper"), max_length=200)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("change of who pays")
        ordering = ["-prepared_at", "-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["unit"], condition=Q(state="waiting"), name="po_payer_change_waits_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="po_payer_change_names_paper"),
            models.CheckConstraint(
                condition=~Q(payer=F("payer_before"), split_by_days=F("split_before"), mask_payer=F("mask_before")),
                name="po_payer_change_changes",
            ),
        ]

    def __str__(self) -> str:
        return self.unit.code

    def audit_facts(self) -> dict[str, Any]:
        pairs = {
            "payer": (self.payer_before, self.payer),
            "split_by_days": (self.split_before, self.split_by_days),
            "mask_payer": (self.mask_before, self.mask_payer),
        }
        return {name: [before, after] for name, (before, after) in pairs.items() if before != after}
