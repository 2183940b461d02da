from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.fields import ScaledField
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.modules.estates.public import Estate


class Forecast(OfEstate):
    """A table of weather by hour as it was pasted or uploaded; without an estate it holds everywhere."""

    journal = "no fact: the weather to come"

    estate_path, without_estate_seen_by_all = "estate", True

    at = models.DateTimeField(_("entered at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+", verbose_name=_("estate"))
    source = models.CharField(_("source"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("weather forecast")
        ordering = ["-id"]


class ClimateMonth(CompanyWide):
    """What the weather usually is in a month, over many years: the mean of the daily lowest and highest, °C."""

    journal = "no fact: the weather usual at a time of year"

    month = models.PositiveSmallIntegerField(_("month"), unique=True)
    coldest = ScaledField(_("mean of the lowest (°C)"), places=1)
    warmest = ScaledField(_("mean of the highest (°C)"), places=1)
    source = models.CharField(_("source"), max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("usual weather of a month")
        ordering = ["month"]
        constraints = [
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="po_climate_month_of_year"),
            models.CheckConstraint(condition=Q(coldest__lte=F("warmest")), name="po_climate_coldest_first"),
        ]


class ForecastHour(OfEstate):
    """The latest that is known of an hour at a place: mm of rain, °C, Beaufort. A later table takes its place."""

    journal = "no fact: the weather to come"

    estate_path, without_estate_seen_by_all = "estate", True

    forecast = models.ForeignKey(Forecast, models.CASCADE, related_name="hours")
    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    hour = models.DateTimeField(_("hour"))
    rain = ScaledField(_("rain (mm)"), places=1, null=True)
    temperature = ScaledField(_("temperature (°C)"), places=1, null=True)
    wind = models.PositiveSmallIntegerField(_("wind force"), null=True)

    class Meta:
        verbose_name = _("hour of a forecast")
        ordering = ["hour"]
        constraints = [
            models.UniqueConstraint(fields=["estate", "hour"], name="po_forecast_hour_once"),
            models.UniqueConstraint(fields=["hour"], condition=Q(estate=None), name="po_forecast_hour_everywhere_once"),
            models.CheckConstraint(condition=Q(wind__isnull=True) | Q(wind__lte=17), name="po_forecast_wind_in_scale"),
        ]
