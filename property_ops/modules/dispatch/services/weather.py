"""Taking over a forecast by hour, pasted, uploaded or from a source that is installed."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.slots import plugged_into
from property_ops.modules.dispatch.domain.climate_table import read_climate
from property_ops.modules.dispatch.domain.forecast_table import HourRead, read_forecast
from property_ops.modules.dispatch.domain.weather_source import WeatherSource
from property_ops.modules.dispatch.models import ClimateMonth, Forecast, ForecastHour
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.services.moving import BOARD
from property_ops.modules.estates.public import Estate


def take_forecast(
    *, rows: Sequence[Sequence[object]], estate: Estate | None, source: str, by: User, at: datetime
) -> Forecast:
    """Take over a table for an estate, or for everywhere; hours known before are replaced.

    Raises NotAllowed, NotAForecast, NotAForecastLine, TooManyHours.
    """
    require(by, PLAN, *filter(None, [estate]))
    return _stored(read_forecast(rows, year=at.year), estate=estate, source=source, by=by, at=at)


def ask_source(
    *, source: WeatherSource, estate: Estate | None, first: date, last: date, by: User, at: datetime
) -> Forecast:
    """Take over what an installed source forecasts. Raises NotAllowed, and what the source raises."""
    require(by, PLAN, *filter(None, [estate]))
    name, community = (estate.name, estate.community) if estate else ("", "")
    hours = source.hours(estate_name=name, community=community, first=first, last=last)
    return _stored(hours, estate=estate, source=source.name, by=by, at=at)


def sources() -> tuple[WeatherSource, ...]:
    """What modules declare in the slot `weather_sources`; the product itself has none."""
    return plugged_into("weather_sources")


@transaction.atomic
def keep_climate(*, text: str, source: str, by: User) -> None:
    """What the weather usually is, month by month, in place of what was known. Raises NotAllowed, NotAClimate."""
    require(by, PLAN)
    months = read_climate(text)
    with locked_transaction(BOARD):
        for month, usual in months.items():
            row = ClimateMonth.objects.filter(month=month).first() or ClimateMonth(month=month)
            row.coldest, row.warmest, row.source = Decimal(usual.coldest) / 10, Decimal(usual.warmest) / 10, source
            row.save()
    audit.record(by=by, action="dispatch.climate_kept", subject="*", source=source)


@transaction.atomic
def _stored(hours: Sequence[HourRead], *, estate: Estate | None, source: str, by: User, at: datetime) -> Forecast:
    with locked_transaction(BOARD):
        forecast = Forecast.objects.create(at=at, by=by, estate=estate, source=source[:60])
        ForecastHour.objects.filter(estate=estate, hour__in=[one.hour for one in hours]).delete()
        ForecastHour.objects.bulk_create(
            ForecastHour(
                forecast=forecast,
                estate=estate,
                hour=one.hour,
                rain=one.rain,
                temperature=one.temperature,
                wind=one.wind,
            )
            for one in hours
        )
    where = estate.code if estate else "*"
    audit.record(by=by, action="dispatch.forecast_taken", subject=where, hours=len(hours))
    return forecast
