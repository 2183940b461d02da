from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import NEVER_MIND, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import ScaledField, YuanField
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate
from property_ops.modules.votes.public import Poll


class RateForecast(Prepared, OfEstate):
    """A year's cost and rate as they were foretold, with what it rests on; it changes no tariff, and never itself.

    `months`: how many months of the year before the ledger had. `needed` is what the service fee must bring with VAT.
    """

    rights = Rights(prepare="forecasts.prepare", approve="forecasts.approve")
    estate_path = "estate"
    series = Series("CS")

    number = models.CharField(_("forecast number"), max_length=30, unique=True)
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    year = models.PositiveSmallIntegerField(_("year"))
    base_year = models.PositiveSmallIntegerField(_("rests on the year"))
    months = models.PositiveSmallIntegerField(_("months that the ledger had"))
    change = ScaledField(_("recurring costs change by (%)"), places=2)
    more_vacant = ScaledField(_("more homes vacant (%)"), places=2)
    works = YuanField(_("planned works"))
    reserve = YuanField(_("reserve"))
    subsidy = YuanField(_("subsidy"))
    carried = YuanField(_("carried over"))
    needed = YuanField(_("service fee needed"))
    income = YuanField(_("service fee at these rates"))
    note = models.CharField(_("remark"), max_length=200, blank=True)
    poll = models.ForeignKey(Poll, models.PROTECT, null=True, related_name="+", verbose_name=_("vote"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("forecast of a rate")
        ordering = ["-year", "estate", "-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["estate", "year"], condition=~Q(state__in=NEVER_MIND), name="po_forecast_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(year__gt=F("base_year"), months__gte=1, months__lte=12), name="po_forecast_rests_on_before"
            ),
            models.CheckConstraint(
                condition=Q(works__gte=ZERO, reserve__gte=ZERO, subsidy__gte=ZERO, needed__gte=ZERO),
                name="po_forecast_amounts",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def audit_facts(self) -> dict[str, Any]:
        return {"estate": self.estate.code, "year": self.year, "needed": str(self.needed)}


class ForecastLine(OfEstate):
    """A kind of cost, or of income besides the service fee."""

    estate_path = "forecast__estate"

    forecast = models.ForeignKey(RateForecast, models.PROTECT, related_name="lines")
    account = models.CharField(_("account"), max_length=20)
    name = models.CharField(_("kind of cost or income"), max_length=60)
    is_income = models.BooleanField()
    before = YuanField(_("came to"))
    foretold = YuanField(_("foretold"))

    class Meta:
        verbose_name = _("line of a forecast")
        ordering = ["is_income", "account"]
        constraints = [models.UniqueConstraint(fields=["forecast", "account"], name="po_forecast_line_once")]


class ForecastRate(OfEstate):
    """The rate of a use now and then, and the m² × months of the year that pay it."""

    estate_path = "forecast__estate"

    forecast = models.ForeignKey(RateForecast, models.PROTECT, related_name="rates")
    use = models.CharField(_("use"), max_length=20)
    rate_now = ScaledField(_("rate in force"), places=6)
    rate_then = ScaledField(_("foretold rate"), places=6)
    base = ScaledField(_("m² × months"), places=4)

    class Meta:
        verbose_name = _("rate of a forecast")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["forecast", "use"], name="po_forecast_rate_once")]


class ForecastHome(OfEstate):
    """What a home pays a month now, and would pay then; nobody is named."""

    estate_path = "forecast__estate"

    forecast = models.ForeignKey(RateForecast, models.PROTECT, related_name="homes")
    unit_code = models.CharField(_("unit code"), max_length=60)
    use = models.CharField(_("use"), max_length=20)
    area = ScaledField(_("building area (m²)"), places=4)
    vacant = models.BooleanField(_("vacant"))
    fee_now = YuanField(_("a month now"))
    fee_then = YuanField(_("a month then"))

    class Meta:
        verbose_name = _("home of a forecast")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["forecast", "unit_code"], name="po_forecast_home_once")]
