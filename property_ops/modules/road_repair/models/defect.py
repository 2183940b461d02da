from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import ScaledField, choices_of
from property_ops.modules.road_repair.domain import defects as rules
from property_ops.modules.works.public import MakersFigures, MeasuredPart


class RoadMix(MakersFigures):
    """What roads are mended with."""

    family = models.CharField(_("family"), max_length=8, choices=choices_of(rules.DefectFamily))
    density = ScaledField(_("density, compacted (t/m³)"), places=3)
    loose_factor = ScaledField(_("loose factor"), places=3)
    curing_hours = models.PositiveSmallIntegerField(_("hours before traffic"))

    class Meta(MakersFigures.Meta):
        verbose_name = _("road mix")
        constraints = [
            models.CheckConstraint(
                condition=Q(density__gt=0, wastage__gte=0, loose_factor__gte=1), name="po_road_mix_sensible"
            )
        ]

    @property
    def rule(self) -> rules.Mix:
        return rules.Mix(
            self.code,
            rules.DefectFamily(self.family),
            self.density,
            self.wastage / 100,
            self.loose_factor,
            self.curing_hours,
        )


class RoadDefect(MeasuredPart):
    """One defect of a work: length and width in metres, depth in centimetres."""

    made_with = "mix"

    type = models.CharField(_("defect"), max_length=10, choices=choices_of(rules.DefectType))
    width = ScaledField(_("width (m)"), places=2)
    depth = ScaledField(_("depth (cm)"), places=1)
    mix = models.ForeignKey(RoadMix, models.PROTECT, related_name="parts", verbose_name=_("mix"))

    class Meta(MeasuredPart.Meta):
        verbose_name = _("road defect")
        constraints = [
            *MeasuredPart.Meta.constraints,
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
