from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.dated import OPEN_OR_APPROVED, FiguresFromADay
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.modules.volunteers.domain.worth import HALVES, MOST_HALVES
from property_ops.modules.volunteers.models.activity import VolunteerActivity, VolunteerSignIn

MOST_FEN = 10_000


class VolunteerHours(Prepared, OfEstate):
    """The hours of an activity, written down by one person and signed by another; then they count."""

    rights: ClassVar[Rights] = Rights(prepare="volunteers.change", approve="volunteers.approve")
    estate_path = "activity__team__estate"

    activity = models.ForeignKey(VolunteerActivity, models.PROTECT, related_name="hours", verbose_name=_("activity"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("hours of volunteers")
        ordering = ["-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["activity"], condition=Q(state__in=OPEN_OR_APPROVED), name="po_volunteer_hours_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.activity)

    @property
    def audit_subject(self) -> str:
        return self.activity.number


class VolunteerHoursLine(OfEstate):
    """One person's hours, in halves."""

    estate_path = "hours__activity__team__estate"

    hours = models.ForeignKey(VolunteerHours, models.PROTECT, related_name="lines")
    who = models.ForeignKey(VolunteerSignIn, models.PROTECT, related_name="+", verbose_name=_("who came"))
    halves = models.PositiveSmallIntegerField(_("half hours"))

    class Meta:
        verbose_name = _("hours of a volunteer")
        ordering = ["hours", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["hours", "who"], name="po_volunteer_line_once"),
            models.CheckConstraint(
                condition=Q(halves__gte=1, halves__lte=MOST_HALVES), name="po_volunteer_line_halves"
            ),
        ]

    @property
    def in_hours(self) -> Decimal:
        return Decimal(self.halves) / HALVES


class VolunteerRate(FiguresFromADay, CompanyWide):
    """What an hour is worth in the comparison of cost and income, published. Nothing is posted by it."""

    rights: ClassVar[Rights] = Rights(prepare="volunteers.rates", approve="volunteers.approve")
    PROPOSED = "volunteers.rate_proposed"
    FIGURES: ClassVar[tuple[str, ...]] = ("fen_an_hour",)

    fen_an_hour = models.PositiveIntegerField(_("worth of an hour (fen)"))

    class Meta(FiguresFromADay.Meta):
        abstract = False
        verbose_name = _("rate of volunteers' hours")
        constraints = [
            *FiguresFromADay.Meta.constraints,
            models.CheckConstraint(condition=Q(fen_an_hour__lte=MOST_FEN), name="po_volunteer_rate_most"),
        ]

    @classmethod
    def fault(cls, figures: Mapping[str, int]) -> Any:
        return "" if figures["fen_an_hour"] <= MOST_FEN else _("An hour is worth at most 100 yuan.")
