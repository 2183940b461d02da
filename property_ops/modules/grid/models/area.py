from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import ScaledField
from property_ops.framework.models import StoredPicture
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate

WHOLE = 1000
"""Places on a plan are thousandths of its width and height."""
PLACE_DECIMALS = 6


class GridArea(OfEstate):
    """A part of an estate that one person looks after."""

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    code = models.CharField(_("code of the area"), max_length=12)
    name = models.CharField(_("area"), max_length=40)
    covers = models.CharField(_("what belongs to it"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered"))

    class Meta:
        verbose_name = _("area of the grid")
        ordering = ["estate", "code"]
        constraints = [
            models.UniqueConstraint(fields=["estate", "code"], name="po_grid_area_once"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name="") & ~Q(covers=""), name="po_grid_area_says"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class GridPlan(OfEstate):
    """A picture of the estate's plan; the newest one counts. No network is needed to see it."""

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+", verbose_name=_("picture of the plan"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by"))
    at = models.DateTimeField(_("uploaded"))

    class Meta:
        verbose_name = _("plan of an estate")
        ordering = ["estate", "-pk"]

    def __str__(self) -> str:
        return f"{self.estate.name} {self.at:%Y-%m-%d}"


class GridPoint(OfEstate):
    """Where an area lies on a plan, in thousandths of the picture; and on earth, where that is known."""

    estate_path = "area__estate"

    plan = models.ForeignKey(GridPlan, models.PROTECT, related_name="points")
    area = models.ForeignKey(GridArea, models.PROTECT, related_name="points")
    x = models.PositiveSmallIntegerField(_("from the left (thousandths)"))
    y = models.PositiveSmallIntegerField(_("from above (thousandths)"))
    latitude = ScaledField(_("latitude"), places=PLACE_DECIMALS, null=True)
    longitude = ScaledField(_("longitude"), places=PLACE_DECIMALS, null=True)

    class Meta:
        verbose_name = _("point on a plan")
        ordering = ["plan", "area"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "area"], name="po_grid_point_once"),
            models.CheckConstraint(condition=Q(x__lte=WHOLE, y__lte=WHOLE), name="po_grid_point_on_the_plan"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="po_grid_point_on_earth",
            ),
        ]


class DutyRole(models.TextChoices):
    MAIN = "main", _("responsible")
    SUBSTITUTE = "substitute", _("substitute")


class GridDuty(OfEstate):
    """Somebody is responsible for an area, or stands in, on the days `[start, end)`; without `end` for good."""

    estate_path = "area__estate"

    area = models.ForeignKey(GridArea, models.PROTECT, related_name="duties", verbose_name=_("area"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    role = models.CharField(_("duty"), max_length=10, choices=DutyRole)
    start = models.DateField(_("from"))
    end = models.DateField(_("until before"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered"))

    class Meta:
        verbose_name = _("duty for an area")
        ordering = ["area", "-start", "role"]
        constraints = [
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="po_grid_duty_has_days")
        ]


class GridHandOver(Prepared, OfEstate):
    """An area is offered to another person, with what is open in its estate; it changes hands once that one agrees."""

    rights: ClassVar[Rights] = Rights(prepare="grid.hand_over", approve="grid.hand_over")
    estate_path = "area__estate"

    area = models.ForeignKey(GridArea, models.PROTECT, related_name="hand_overs", verbose_name=_("area"))
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who takes over"))
    on = models.DateField(_("first day"))
    words = models.CharField(_("what is to be known"), max_length=500)
    open_requests = models.PositiveIntegerField(_("open requests of the estate"))
    open_hazards = models.PositiveIntegerField(_("open hazards of the estate"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("hand-over of an area")
        ordering = ["-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["area"], condition=Q(state="waiting"), name="po_grid_hand_over_waits_once"),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "withdrawn")) | Q(decided_by=F("to")), name="po_grid_taken_over_by_to"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area.estate.name} {self.area}"

    @property
    def audit_subject(self) -> str:
        return f"{self.area.estate.code}/{self.area.code}"

    def audit_facts(self) -> dict[str, Any]:
        return {"on": str(self.on)}
