from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.fields import ScaledField
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate
from property_ops.modules.parking.domain.lots import drawing
from property_ops.modules.parking.domain.lots.planned import PlannedSpace, SpaceLayout, WantedSpaces
from property_ops.modules.parking.domain.lots.standards import AISLES, FIRE_LANE_WIDTH, PlannedKind

SHARE_PLACES = 1


def usual_aisles() -> dict[str, int]:
    """JSON knows no whole numbers as keys."""
    return {str(angle): width for angle, width in AISLES.items()}


class ParkingLot(OfEstate):
    """A lot as it is drawn: points as typed in metres, `x,y` a line; widths in millimetres; aisles by angle.

    `chosen` is the layout that became spaces; from then on nothing of the lot changes.
    """

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="lots", verbose_name=_("estate"))
    name = models.CharField(_("parking lot"), max_length=40)
    outline = models.TextField(_("outline"))
    entrances = models.TextField(_("entrances"))
    obstacles = models.TextField(_("obstacles"), blank=True)
    fire_lane = models.TextField(_("fire lane"), blank=True)
    fire_lane_width = models.PositiveIntegerField(_("width of the fire lane"), default=FIRE_LANE_WIDTH)
    aisles = models.JSONField(_("aisles"), default=usual_aisles)
    accessible = models.PositiveIntegerField(_("accessible spaces"), default=0)
    accessible_share = ScaledField(_("share of accessible spaces"), places=SHARE_PLACES, default=Decimal(0))
    charging = models.PositiveIntegerField(_("charging spaces"), default=0)
    charging_share = ScaledField(_("share of charging spaces"), places=SHARE_PLACES, default=Decimal(0))
    chosen = models.OneToOneField(
        to="LotLayout", on_delete=models.PROTECT, null=True, related_name="chosen_for", verbose_name=_("chosen layout")
    )
    chosen_on = models.DateField(_("chosen on"), null=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("chosen by")
    )
    prefix = models.CharField(_("prefix of the numbers"), max_length=12, blank=True)
    first_number = models.PositiveIntegerField(_("first number"), default=1)
    work_order_number = models.CharField(_("work order"), max_length=40, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("parking lot")
        ordering = ["estate", "name"]
        constraints = [
            models.UniqueConstraint(fields=["estate", "name"], name="po_lot_once"),
            models.CheckConstraint(
                condition=Q(fire_lane_width__gte=FIRE_LANE_WIDTH), name="po_lot_fire_lane_wide_enough"
            ),
            models.CheckConstraint(
                condition=Q(chosen__isnull=True, chosen_on__isnull=True, chosen_by__isnull=True, work_order_number="")
                | Q(chosen__isnull=False, chosen_on__isnull=False, chosen_by__isnull=False) & ~Q(prefix=""),
                name="po_lot_chosen_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(accessible_share__lte=Decimal(100)) & Q(charging_share__lte=Decimal(100)),
                name="po_lot_shares_per_cent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def drawn(self) -> drawing.Lot:
        return drawing.Lot(
            outline=drawing.read_outline(self.outline),
            entrances=drawing.read_entrances(self.entrances),
            obstacles=drawing.read_obstacles(self.obstacles),
            fire_lane=drawing.read_spots(self.fire_lane),
            fire_lane_width=self.fire_lane_width,
        )

    @property
    def wanted(self) -> WantedSpaces:
        return WantedSpaces(self.accessible, self.accessible_share, self.charging, self.charging_share)

    @property
    def aisle_widths(self) -> dict[int, int]:
        return {int(angle): width for angle, width in self.aisles.items()}


class LotLayout(OfEstate):
    """A proposed layout. `content` has the spaces (kind, corners, front) and the ways before them, in millimetres."""

    estate_path = "lot__estate"

    lot = models.ForeignKey(ParkingLot, models.CASCADE, related_name="layouts", verbose_name=_("parking lot"))
    rank = models.PositiveIntegerField(_("rank"))
    angle = models.PositiveIntegerField(_("angle"))
    space_count = models.PositiveIntegerField(_("spaces"))
    line_millimetres = models.PositiveIntegerField(_("metres of line"))
    content = models.JSONField(_("layout"))

    class Meta:
        verbose_name = _("layout")
        ordering = ["lot", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "angle"], name="po_layout_once_per_angle"),
            models.CheckConstraint(condition=Q(space_count__gt=0), name="po_layout_has_spaces"),
        ]

    @property
    def laid_out(self) -> SpaceLayout:
        return SpaceLayout(
            angle=self.angle,
            spaces=tuple(
                PlannedSpace(number, PlannedKind(kind), _spots(corners), (front[0], front[1]))
                for number, (kind, corners, front) in enumerate(self.content["spaces"], start=1)
            ),
            ways=tuple(_spots(way) for way in self.content["ways"]),
            line_millimetres=self.line_millimetres,
            missing={PlannedKind(kind): count for kind, count in self.content["missing"].items()},
        )

    @staticmethod
    def content_of(layout: SpaceLayout) -> dict[str, Any]:
        return {
            "spaces": [[space.kind, space.corners, space.front] for space in layout.spaces],
            "ways": list(layout.ways),
            "missing": {str(kind): count for kind, count in layout.missing.items()},
        }


def _spots(corners: list[list[int]]) -> tuple[drawing.Spot, ...]:
    return tuple((x, y) for x, y in corners)
