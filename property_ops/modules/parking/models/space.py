from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.fields import ScaledField, YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate, Unit


class SpaceKind(models.TextChoices):
    FIXED = "fixed", _("fixed")
    CHARGING = "charging", _("charging")
    ACCESSIBLE = "accessible", _("accessible")
    SHORT_STAY = "short_stay", _("short stay")


class Space(OfEstate):
    """A parking space; width and length in metres. `work_order_number` is the work that marks it on the ground: before
    that is accepted, the space is a drawing. Spaces of the office's register are there.
    """

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="spaces", verbose_name=_("estate"))
    number = models.CharField(_("space"), max_length=20)
    kind = models.CharField(_("kind"), max_length=12, choices=SpaceKind)
    width = ScaledField(_("width (m)"), places=2, null=True)
    length = ScaledField(_("length (m)"), places=2, null=True)
    work_order_number = models.CharField(_("marked by"), max_length=40, blank=True, default="")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("parking space")
        ordering = ["estate", "number"]
        constraints = [models.UniqueConstraint(fields=["estate", "number"], name="po_space_once")]

    def __str__(self) -> str:
        return self.number


class Lease(OfEstate):
    """A space let to a unit in the period `[start, end)`; an open end is NULL. The database refuses an overlap."""

    estate_path = "space__estate"

    space = models.ForeignKey(Space, models.PROTECT, related_name="leases", verbose_name=_("parking space"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="leases", verbose_name=_("unit"))
    plate = models.CharField(_("plate"), max_length=12, blank=True, db_index=True)
    vehicle = models.CharField(_("vehicle"), max_length=40, blank=True)
    monthly_rent = YuanField(_("monthly rent"))
    start = models.DateField(_("from"))
    end = models.DateField(_("until"), null=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("lease")
        ordering = ["space", "start"]
        indexes = [models.Index(fields=["end"], name="po_lease_by_end")]
        constraints = [
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="po_lease_has_days"),
            models.CheckConstraint(condition=Q(monthly_rent__gte=Yuan(0)), name="po_lease_rent_not_negative"),
        ]


class Closure(OfEstate):
    """Days `[start, end)` on which a work closed a space: they are not charged (docs/product.md rule 4)."""

    estate_path = "space__estate"

    space = models.ForeignKey(Space, models.PROTECT, related_name="closures", verbose_name=_("parking space"))
    work_order_number = models.CharField(_("work order"), max_length=40)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    reason = models.CharField(_("why longer than the work"), max_length=200, blank=True, default="")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("closure")
        ordering = ["space", "start"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="po_closure_has_days")]
