from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import ScaledField
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.models.unit import AREA_PLACES, MAX_AREA, OccupancyState, Unit, Use


class UnitChange(Prepared, OfEstate):
    """What a unit is from `day` on, and was before: area, use, occupancy, tenant. Another person approves it, since
    somebody pays by it (docs/product.md rules 10, 23, 24)."""

    rights = Rights(prepare="estates.change", approve="estates.approve")
    estate_path = "unit__estate"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="changes", verbose_name=_("unit"))
    day = models.DateField(_("counts from"))
    area = ScaledField(_("building area (m²)"), places=AREA_PLACES)
    use = models.CharField(_("use"), max_length=12, choices=Use)
    occupancy = models.CharField(_("occupancy"), max_length=14, choices=OccupancyState, blank=True)
    tenant = models.CharField(_("tenant"), max_length=60, blank=True)
    tenant_phone = models.CharField(_("tenant's phone"), max_length=20, blank=True)
    area_before = ScaledField(_("building area before"), places=AREA_PLACES)
    use_before = models.CharField(_("use before"), max_length=12, choices=Use)
    occupancy_before = models.CharField(_("occupancy before"), max_length=14, choices=OccupancyState, blank=True)
    tenant_before = models.CharField(_("tenant before"), max_length=60, blank=True)
    reason = models.CharField(_("by which paper"), max_length=200)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("change of a unit")
        ordering = ["-prepared_at", "-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["unit"], condition=Q(state="waiting"), name="po_unit_change_waits_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="po_unit_change_names_paper"),
            models.CheckConstraint(
                condition=Q(area__gt=0) & Q(area__lte=MAX_AREA), name="po_unit_change_area_sensible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit.code} {self.day}"

    def audit_facts(self) -> dict[str, Any]:
        pairs = {"area": (self.area_before, self.area), "use": (self.use_before, self.use)}
        pairs |= {"occupancy": (self.occupancy_before, self.occupancy)}
        facts: dict[str, Any] = {
            name: [str(before), str(after)] for name, (before, after) in pairs.items() if before != after
        }
        return facts | ({"tenant": "changed"} if self.tenant_before != self.tenant else {})
