from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate
from property_ops.modules.rounds.public import Checkpoint
from property_ops.modules.works.public import WorkOrder


class AssetKind(models.TextChoices):
    PUMP = "pump", _("pump")
    GATE = "gate", _("barrier or gate")
    LAMP = "lamp", _("lamp")
    LOT = "lot", _("parking lot")
    FIRE = "fire", _("fire equipment")
    LIFT = "lift", _("lift")
    DRAIN = "drain", _("gutter or drain")
    WALL = "wall", _("façade, roof or wall")
    CAMERA = "camera", _("camera")
    OTHER = "other", _("other equipment")


class Asset(OfEstate):
    """A piece of equipment, or a part of a building, that is looked after. `checkpoint`: whose plate hangs there."""

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="assets", verbose_name=_("estate"))
    code = models.CharField(_("equipment code"), max_length=20)
    name = models.CharField(_("equipment"), max_length=60)
    kind = models.CharField(_("kind of equipment"), max_length=10, choices=AssetKind)
    place = models.CharField(_("place"), max_length=60, blank=True)
    checkpoint = models.ForeignKey(
        Checkpoint, models.PROTECT, null=True, blank=True, related_name="assets", verbose_name=_("checkpoint (plate)")
    )
    maker = models.CharField(_("maker and model"), max_length=80, blank=True)
    installed_on = models.DateField(_("installed"), null=True, blank=True)
    warranty_until = models.DateField(_("under warranty until"), null=True, blank=True)
    warranty_by = models.CharField(_("who gives the warranty"), max_length=60, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    retired_on = models.DateField(_("out of use since"), null=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("equipment")
        ordering = ["estate", "code"]
        constraints = [
            models.UniqueConstraint(fields=["estate", "code"], name="po_asset_once"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="po_asset_has_names"),
            models.CheckConstraint(condition=Q(kind__in=AssetKind.values), name="po_asset_kind"),
            models.CheckConstraint(
                condition=Q(installed_on=None) | Q(warranty_until=None) | Q(warranty_until__gte=F("installed_on")),
                name="po_asset_warranty_after_installed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def is_under_warranty(self, on: date) -> bool:
        return self.warranty_until is not None and on <= self.warranty_until


class AssetWork(OfEstate):
    """A work that was for the equipment: its history."""

    estate_path = "asset__estate"

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="asset_works", verbose_name=_("equipment"))
    work = models.OneToOneField(WorkOrder, models.PROTECT, related_name="for_asset", verbose_name=_("work order"))

    class Meta:
        verbose_name = _("work for equipment")
        ordering = ["-pk"]
