from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.fields import ScaledField
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.models.estate import Estate

AREA_PLACES = 4
MAX_AREA = 100_000


class Use(models.TextChoices):
    RESIDENTIAL = "residential", _("residential")
    COMMERCIAL = "commercial", _("commercial")


class Unit(OfEstate):
    """A flat or shop. `code` is `<estate code>-<building>-<entrance>-<room>`; the area is in m²."""

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="units", verbose_name=_("estate"))
    building = models.PositiveIntegerField(_("building"))
    entrance = models.PositiveIntegerField(_("entrance"))
    room = models.CharField(_("room"), max_length=20)
    code = models.CharField(_("unit code"), max_length=60, unique=True)
    area = ScaledField(_("building area (m²)"), places=AREA_PLACES)
    use = models.CharField(_("use"), max_length=12, choices=Use)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("unit")
        ordering = ["estate", "building", "entrance", "room"]
        constraints = [
            models.UniqueConstraint(fields=["estate", "building", "entrance", "room"], name="po_unit_once"),
            models.CheckConstraint(condition=Q(area__gt=0) & Q(area__lte=MAX_AREA), name="po_unit_area_sensible"),
        ]

    def __str__(self) -> str:
        return self.code


class UnitVersion(OfEstate):
    """What a unit was before it changed: its area and use on the days before `end`, back to the version before.

    A unit that never changed has none. What is in force after the last one is the unit's own row (docs/product.md rule
    24: a month is charged by what was true in it).
    """

    estate_path = "unit__estate"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions", verbose_name=_("unit"))
    area = ScaledField(_("building area (m²)"), places=AREA_PLACES)
    use = models.CharField(_("use"), max_length=12, choices=Use)
    end = models.DateField(_("until"))

    class Meta:
        verbose_name = _("earlier version of a unit")
        ordering = ["unit", "end"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "end"], name="po_unit_version_once_a_day"),
            models.CheckConstraint(condition=Q(area__gt=0) & Q(area__lte=MAX_AREA), name="po_version_area_sensible"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} – {self.end}"


class Role(models.TextChoices):
    OWNER = "owner", _("owner")
    TENANT = "tenant", _("tenant")


class Tenure(OfEstate):
    """Who holds a unit in which role, in the period `[start, end)`; an open start or end is NULL."""

    estate_path = "unit__estate"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tenures", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=6, choices=Role)
    name = models.CharField(_("name"), max_length=60)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    start = models.DateField(_("from"), null=True)
    end = models.DateField(_("until"), null=True)

    class Meta:
        verbose_name = _("tenure")
        ordering = ["unit", "role", F("start").asc(nulls_first=True)]
        indexes = [models.Index(fields=["name"]), models.Index(fields=["phone"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(start__lt=F("end")),
                name="po_tenure_start_before_end",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="po_tenure_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_over(self, day: date) -> bool:
        """Whether they have left the home by then."""
        return self.end is not None and self.end <= day


class OccupancyState(models.TextChoices):
    OWNER_OCCUPIED = "owner_occupied", _("owner-occupied")
    LET = "let", _("let")
    VACANT = "vacant", _("vacant")


class Occupancy(OfEstate):
    """How a unit is registered as occupied in the period `[start, end)`; an open start or end is NULL."""

    estate_path = "unit__estate"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="occupancies", verbose_name=_("unit"))
    state = models.CharField(_("occupancy"), max_length=14, choices=OccupancyState)
    start = models.DateField(_("from"), null=True)
    end = models.DateField(_("until"), null=True)

    class Meta:
        verbose_name = _("occupancy")
        ordering = ["unit", F("start").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(start__lt=F("end")),
                name="po_occupancy_start_before_end",
            )
        ]
