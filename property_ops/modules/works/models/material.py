from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import ScaledField, YuanField
from property_ops.framework.scope import CompanyWide
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.works.domain.stock import Stock
from property_ops.modules.works.models.work_order import QUANTITY_PLACES, WorkOrder


class Material(CompanyWide):
    """What the store keeps, how much of it, and what that cost: the sum of its movements, never below zero."""

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=60)
    unit = models.CharField(_("unit of measure"), max_length=10)
    stock = ScaledField(_("stock"), places=QUANTITY_PLACES, default=0)
    value = YuanField(_("value of the stock"), default=ZERO)
    in_use = models.BooleanField(_("in use"), default=True)
    history = HistoricalRecords(excluded_fields=["stock", "value"])

    class Meta:
        verbose_name = _("material")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stock__gte=0, value__gte=Yuan(0)), name="po_material_stock_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(stock__gt=0) | Q(value=Yuan(0)), name="po_material_nothing_is_worth_nothing"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stock_on_hand(self) -> Stock:
        return Stock(self.stock, self.value)


class MaterialMove(CompanyWide):
    """A movement of the store: in above zero, out below. Append-only."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("delivery into the store")
        ISSUE = "issue", _("issued to a work")
        RETURN = "return", _("returned from a work")
        COUNT = "count", _("stocktaking")

    material = models.ForeignKey(Material, models.PROTECT, related_name="moves", verbose_name=_("material"))
    kind = models.CharField(_("movement"), max_length=10, choices=Kind)
    on = models.DateField(_("day"))
    quantity = ScaledField(_("quantity"), places=QUANTITY_PLACES)
    value = YuanField(_("worth"))
    left = ScaledField(_("stock after it"), places=QUANTITY_PLACES)
    work = models.ForeignKey(
        WorkOrder, models.PROTECT, null=True, related_name="material_moves", verbose_name=_("work order")
    )
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by"))
    at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        verbose_name = _("movement of a material")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="receipt", quantity__gt=0, value__gte=Yuan(0), work__isnull=True)
                | Q(kind="issue", quantity__lt=0, value__lte=Yuan(0), work__isnull=False)
                | Q(kind="return", quantity__gt=0, value__gte=Yuan(0), work__isnull=False)
                | (Q(kind="count", work__isnull=True) & ~Q(quantity=0) & ~Q(remark="")),
                name="po_material_move_fits_its_kind",
            ),
            models.CheckConstraint(condition=Q(left__gte=0), name="po_material_move_leaves_no_debt"),
        ]


class StockCount(Prepared, CompanyWide):
    """A stocktaking whose difference is worth so much that another person approves it (docs/product.md rule 10).

    `worth` is the difference at the average price, above zero where more was found than was `recorded`.
    """

    rights = Rights(prepare="works.keep_store", approve="works.approve_counts")

    material = models.ForeignKey(Material, models.PROTECT, related_name="counts", verbose_name=_("material"))
    recorded = ScaledField(_("stock as recorded"), places=QUANTITY_PLACES)
    counted = ScaledField(_("counted quantity"), places=QUANTITY_PLACES)
    worth = YuanField(_("worth of the difference"))
    on = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=300)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("stocktaking")
        ordering = ["-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["material"], condition=Q(state=ApprovalState.WAITING.value), name="po_stock_count_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(counted__gte=0) & ~Q(counted=models.F("recorded")) & ~Q(reason=""),
                name="po_stock_count_says_what",
            ),
        ]

    def __str__(self) -> str:
        return self.material.name

    @property
    def audit_subject(self) -> str:
        return self.material.code

    def audit_facts(self) -> dict[str, Any]:
        return {"recorded": str(self.recorded), "counted": str(self.counted), "worth": str(self.worth)}


class StockTaking(Prepared, CompanyWide):
    """A sheet of the store as it was counted on a day (盘点表), also where all agrees: who counted, who checked.

    Its differences are recorded once another person approves it.
    """

    rights = Rights(prepare="works.keep_store", approve="works.approve_counts")

    day = models.DateField(_("day"))
    counted_by = models.CharField(_("who counted"), max_length=60)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("sheet of a stocktaking")
        ordering = ["-day", "-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(condition=~Q(counted_by=""), name="po_stock_taking_says_who"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.counted_by}"

    @property
    def audit_subject(self) -> str:
        return f"{self.day}"


class CountedMaterial(CompanyWide):
    """A line of a sheet. Written with it and never changed."""

    taking = models.ForeignKey(StockTaking, models.PROTECT, related_name="lines")
    material = models.ForeignKey(Material, models.PROTECT, related_name="+", verbose_name=_("material"))
    recorded = ScaledField(_("stock as recorded"), places=QUANTITY_PLACES)
    counted = ScaledField(_("counted quantity"), places=QUANTITY_PLACES)
    worth = YuanField(_("worth of the difference"), default=ZERO)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("counted material")
        ordering = ["taking", "material"]
        constraints = [
            models.UniqueConstraint(fields=["taking", "material"], name="po_material_counted_once_a_sheet"),
            models.CheckConstraint(
                condition=Q(counted__gte=0) & (Q(counted=models.F("recorded")) | ~Q(reason="")),
                name="po_counted_material_says_why",
            ),
        ]
