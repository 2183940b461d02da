from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.meters.domain.supply import PLACES, SharedBy, StepsBy
from invoices.modules.tariffs.public import FeeItem
from property_ops.framework.approval.domain import NEVER_MIND, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import ScaledField, YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate


class SupplyTerms(Prepared, OfEstate):
    """From a day on: who supplies an estate, how steps are counted, and by which rule the rest of a bill is shared."""

    rights = Rights(prepare="meters.change", approve="meters.approve")
    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    item = models.ForeignKey(FeeItem, models.PROTECT, related_name="+", verbose_name=_("fee item"))
    supplier = models.CharField(_("supplier"), max_length=60)
    steps_by = models.CharField(
        _("steps are counted by what is used"), max_length=10, choices=[(one, one.word) for one in StepsBy]
    )
    shared_by = models.CharField(
        _("the rest of a bill is shared"), max_length=10, choices=[(one, one.word) for one in SharedBy]
    )
    start = models.DateField(_("from"))
    basis = models.CharField(_("resolved by"), max_length=120)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("terms of a supply")
        ordering = ["estate", "item", "start"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["estate", "item", "start"], condition=~Q(state__in=NEVER_MIND), name="po_supply_terms_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estate.name} {self.item.name} {self.start}"

    @property
    def audit_subject(self) -> str:
        return f"{self.estate.code} {self.item.code} {self.start}"


class SupplierBill(Prepared, OfEstate):
    """What the supplier billed for the whole estate and a month. Approved it is owed to him, and households pay it:
    for what their meters counted, and by the agreed rule for the rest. Never more than it, to the fen.

    A wrong one is taken back by another person than entered it, before households are charged for its month."""

    rights = Rights(prepare="meters.change", approve="meters.approve")
    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    item = models.ForeignKey(FeeItem, models.PROTECT, related_name="+", verbose_name=_("fee item"))
    month = models.DateField(_("month"))
    number = models.CharField(_("number of the bill"), max_length=40)
    quantity = ScaledField(_("quantity billed"), places=PLACES)
    amount = YuanField(_("amount billed"))
    taken_back_on = models.DateField(_("taken back on"), null=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("taken back by")
    )
    taken_back_because = models.CharField(_("why it was taken back"), max_length=200, blank=True)

    STANDS = Prepared.STANDS & Q(taken_back_on=None)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("bill of a supplier")
        ordering = ["-month", "estate", "item"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["estate", "item", "month"],
                condition=~Q(state__in=NEVER_MIND) & Q(taken_back_on=None),
                name="po_supplier_bill_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_on=None, taken_back_by=None, taken_back_because="")
                | Q(taken_back_on__isnull=False, taken_back_by__isnull=False, state="approved")
                & ~Q(taken_back_because="")
                & ~Q(taken_back_by=F("prepared_by")),
                name="po_supplier_bill_taken_back_by_another",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0, amount__gt=ZERO), name="po_supplier_bill_figures"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def audit_subject(self) -> str:
        return f"{self.estate.code} {self.item.code} {self.month:%Y-%m}"

    def audit_facts(self) -> dict[str, Any]:
        return {"amount": str(self.amount)}
