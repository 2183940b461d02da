from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.fields import ScaledField
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.modules.wall_painting.domain import walls as rules
from property_ops.modules.works.public import WorkOrder


class Side(models.TextChoices):
    FACADE = "facade", _("façade")
    INNER = "inner", _("inner wall")


class Access(models.TextChoices):
    GROUND = "ground", _("poles and ladders")
    SCAFFOLD = "scaffold", _("scaffold")
    ROPE = "rope", _("ropes")


class WallPaint(CompanyWide):
    """A paint with the figures of its maker, changed where another maker's differ."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=60)
    side = models.CharField(_("side"), max_length=8, choices=Side)
    coverage = ScaledField(_("coverage (m² per litre and coat)"), places=2)
    wastage = ScaledField(_("wastage (%)"), places=1)
    drying_hours = models.PositiveSmallIntegerField(_("hours between coats"))
    lowest_temperature = models.SmallIntegerField(_("lowest temperature (°C)"))
    in_use = models.BooleanField(_("in use"), default=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("paint")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(coverage__gt=0, wastage__gte=0), name="po_wall_paint_sensible")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> rules.Paint:
        return rules.Paint(self.code, self.coverage, self.wastage / 100, self.drying_hours)


class PaintedWall(OfEstate):
    """One wall of a work: length and height in metres, openings in m²."""

    estate_path = "work__estate"

    work = models.ForeignKey(WorkOrder, models.PROTECT, related_name="painted_walls", verbose_name=_("work order"))
    number = models.PositiveSmallIntegerField(_("number"))
    side = models.CharField(_("side"), max_length=8, choices=Side)
    place = models.CharField(_("place"), max_length=60, blank=True)
    length = ScaledField(_("length (m)"), places=2)
    height = ScaledField(_("height (m)"), places=2)
    openings = ScaledField(_("openings (m²)"), places=4)
    coats = models.PositiveSmallIntegerField(_("coats"))
    access = models.CharField(_("access"), max_length=8, choices=Access)
    paint = models.ForeignKey(WallPaint, models.PROTECT, related_name="walls", verbose_name=_("paint"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("wall")
        ordering = ["work", "number"]
        constraints = [
            models.UniqueConstraint(fields=["work", "number"], name="po_painted_wall_once"),
            models.CheckConstraint(
                condition=Q(length__gt=0, length__lte=rules.LONGEST)
                & Q(height__gt=0, height__lte=rules.HIGHEST)
                & Q(openings__gte=0)
                & Q(coats__gte=1, coats__lte=rules.MOST_COATS),
                name="po_painted_wall_sizes_sensible",
            ),
            models.CheckConstraint(  # in whole numbers both sides are m² × 10⁴
                condition=Q(openings__lt=models.F("length") * models.F("height")), name="po_painted_wall_openings_fit"
            ),
        ]

    @property
    def rule(self) -> rules.Wall:
        return rules.Wall(
            rules.Side(self.side),
            self.length,
            self.height,
            self.openings,
            self.coats,
            rules.Access(self.access),
            self.paint.code,
        )
