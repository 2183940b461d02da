from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import ScaledField, choices_of
from property_ops.modules.wall_painting.domain import walls as rules
from property_ops.modules.works.public import MakersFigures, MeasuredPart


class WallPaint(MakersFigures):
    """A paint."""

    side = models.CharField(_("side"), max_length=8, choices=choices_of(rules.WallSide))
    coverage = ScaledField(_("coverage (m² per litre and coat)"), places=2)
    drying_hours = models.PositiveSmallIntegerField(_("hours between coats"))

    class Meta(MakersFigures.Meta):
        verbose_name = _("paint")
        constraints = [
            models.CheckConstraint(condition=Q(coverage__gt=0, wastage__gte=0), name="po_wall_paint_sensible")
        ]

    @property
    def rule(self) -> rules.Paint:
        return rules.Paint(self.code, self.coverage, self.wastage / 100, self.drying_hours)


class PaintedWall(MeasuredPart):
    """One wall of a work: length and height in metres, openings in m²."""

    made_with = "paint"

    side = models.CharField(_("side"), max_length=8, choices=choices_of(rules.WallSide))
    height = ScaledField(_("height (m)"), places=2)
    openings = ScaledField(_("openings (m²)"), places=4)
    coats = models.PositiveSmallIntegerField(_("coats"))
    access = models.CharField(_("access"), max_length=8, choices=choices_of(rules.WallAccess))
    paint = models.ForeignKey(WallPaint, models.PROTECT, related_name="parts", verbose_name=_("paint"))

    class Meta(MeasuredPart.Meta):
        verbose_name = _("wall")
        constraints = [
            *MeasuredPart.Meta.constraints,
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
            rules.WallSide(self.side),
            self.length,
            self.height,
            self.openings,
            self.coats,
            rules.WallAccess(self.access),
            self.paint.code,
        )
