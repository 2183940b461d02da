from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.fields import ScaledField
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.modules.road_repair.domain import defects as rules
from property_ops.modules.works.public import WorkOrder


class Family(models.TextChoices):
    ASPHALT = "asphalt", _("asphalt")
    CONCRETE = "concrete", _("concrete")


class DefectType(models.TextChoices):
    POTHOLE = "pothole", _("pothole")
    CRACK = "crack", _("crack")
    SUBSIDENCE = "subsidence", _("subsidence")


class RoadMix(CompanyWide):
    """What roads are mended with: figures of the supplier, changed where another supplier's differ."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=60)
    family = models.CharField(_("family"), max_length=8, choices=Family)
    density = ScaledField(_("density, compacted (t/m³)"), places=3)
    wastage = ScaledField(_("wastage (%)"), places=1)
    loose_factor = ScaledField(_("loose factor"), places=3)
    curing_hours = models.PositiveSmallIntegerField(_("hours before traffic"))
    lowest_temperature = models.SmallIntegerField(_("lowest temperature (°C)"))
    in_use = models.BooleanField(_("in use"), default=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("road mix")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(density__gt=0, wastage__gte=0, loose_factor__gte=1), name="po_road_mix_sensible"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> rules.Mix:
        return rules.Mix(
            self.code,
            rules.Family(self.family),
            self.density,
            self.wastage / 100,
            self.loose_factor,
            self.curing_hours,
        )


class RoadDefect(OfEstate):
    """One defect of a work: length and width in metres, depth in centimetres."""

    estate_path = "work__estate"

    work = models.ForeignKey(WorkOrder, models.PROTECT, related_name="road_defects", verbose_name=_("work order"))
    number = models.PositiveSmallIntegerField(_("number"))
    type = models.CharField(_("defect"), max_length=10, choices=DefectType)
    place = models.CharField(_("place"), max_length=60, blank=True)
    length = ScaledField(_("length (m)"), places=2)
    width = ScaledField(_("width (m)"), places=2)
    depth = ScaledField(_("depth (cm)"), places=1)
    mix = models.ForeignKey(RoadMix, models.PROTECT, related_name="defects", verbose_name=_("mix"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("road defect")
        ordering = ["work", "number"]
        constraints = [
            models.UniqueConstraint(fields=["work", "number"], name="po_road_defect_once"),
            models.CheckConstraint(
                condition=Q(length__gt=0, length__lte=rules.LONGEST)
                & Q(width__gt=0, width__lte=rules.WIDEST)
                & Q(depth__gt=0, depth__lte=rules.DEEPEST),
                name="po_road_defect_sizes_sensible",
            ),
        ]

    @property
    def rule(self) -> rules.Defect:
        return rules.Defect(rules.DefectType(self.type), self.length, self.width, self.depth, self.mix.code)
