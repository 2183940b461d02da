from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import choices_of
from property_ops.framework.scope import OfEstate
from property_ops.modules.confirmations.public import AgreementItem
from property_ops.modules.dispatch.public import Crew
from property_ops.modules.estates.public import Estate
from property_ops.modules.rounds.domain.counting import Per
from property_ops.modules.rounds.models.checkpoint import Checkpoint

PER = choices_of(Per)
MOST_TIMES = 24
RIGHTS = Rights(prepare="rounds.change", approve="rounds.approve")
OPEN_OR_APPROVED = (ApprovalState.WAITING.value, ApprovalState.APPROVED.value)


class RoundPlan(Prepared, OfEstate):
    """The rounds that the agreement promises for one service from a day on, until a later plan takes its place.

    What is promised decides what is charged (docs/product.md rule 25): so another person approves it.
    """

    rights: ClassVar[Rights] = RIGHTS
    estate_path = "item__estate"

    item = models.ForeignKey(AgreementItem, models.PROTECT, related_name="round_plans", verbose_name=_("service"))
    start = models.DateField(_("from"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("plan of rounds")
        ordering = ["item", "-start", "-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["item", "start"], condition=Q(state__in=OPEN_OR_APPROVED), name="po_round_plan_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.estate.name} {self.item.name} {self.start}"

    def audit_facts(self) -> dict[str, Any]:
        return {"service": self.item.name, "from": str(self.start)}


class RoundPlanLine(OfEstate):
    """One promise of a plan: how often, in which hours, by whom, at its `points`."""

    estate_path = "plan__item__estate"

    plan = models.ForeignKey(RoundPlan, models.PROTECT, related_name="lines", verbose_name=_("plan of rounds"))
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("what is walked"), max_length=40)
    per = models.CharField(_("per"), max_length=5, choices=PER)
    times = models.PositiveSmallIntegerField(_("times"))
    window_from = models.TimeField(_("from (hour)"), null=True)
    window_until = models.TimeField(_("until (hour)"), null=True)
    crew = models.ForeignKey(Crew, models.PROTECT, null=True, related_name="rounds", verbose_name=_("crew"))
    needs_photo = models.BooleanField(_("with photo"), default=False)
    excused_by_weather = models.BooleanField(_("not in bad weather"), default=False)

    class Meta:
        verbose_name = _("promised rounds")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="po_round_line_once"),
            models.CheckConstraint(condition=Q(times__gte=1) & Q(times__lte=MOST_TIMES), name="po_round_line_times"),
            models.CheckConstraint(condition=Q(per__in=[value for value, _word in PER]), name="po_round_line_per"),
            models.CheckConstraint(
                condition=Q(window_from__isnull=True, window_until__isnull=True)
                | (Q(window_from__isnull=False, window_until__isnull=False) & ~Q(window_from=F("window_until"))),
                name="po_round_line_window",
            ),
            models.CheckConstraint(
                condition=Q(excused_by_weather=False) | Q(per=Per.DAY.value), name="po_round_line_weather_by_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoundPlanPoint(OfEstate):
    estate_path = "line__plan__item__estate"

    line = models.ForeignKey(RoundPlanLine, models.PROTECT, related_name="points")
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="promises")

    class Meta:
        verbose_name = _("checkpoint of a round")
        ordering = ["line", "checkpoint"]
        constraints = [models.UniqueConstraint(fields=["line", "checkpoint"], name="po_round_point_once")]


class WeatherKind(models.TextChoices):
    RAIN = "rain", _("rain")
    SNOW = "snow", _("snow or ice")
    WIND = "wind", _("strong wind")
    HEAT = "heat", _("great heat")


class BadWeatherDay(Prepared, OfEstate):
    """A day on which rounds that bad weather excuses were not due. Fewer are promised then: so two persons say so."""

    rights: ClassVar[Rights] = RIGHTS
    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    day = models.DateField(_("day"))
    weather = models.CharField(_("weather"), max_length=5, choices=WeatherKind)
    remark = models.CharField(_("remark"), max_length=60, blank=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("day of bad weather")
        ordering = ["-day", "estate"]
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(condition=Q(weather__in=WeatherKind.values), name="po_bad_weather_kind"),
            models.UniqueConstraint(
                fields=["estate", "day"], condition=Q(state__in=OPEN_OR_APPROVED), name="po_bad_weather_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estate.name} {self.day} {self.get_weather_display()}"
