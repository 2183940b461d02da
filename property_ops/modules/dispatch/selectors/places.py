"""Closed places, distances and forecasts, for the pages on which they are kept."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Max, Min, QuerySet

from property_ops.framework.models import User
from property_ops.modules.dispatch.domain.slots import SHANGHAI, moment
from property_ops.modules.dispatch.models import (
    ClimateMonth,
    Distance,
    Forecast,
    ForecastHour,
    PlaceClosure,
    TravelTerms,
)
from property_ops.modules.estates.public import Estate

DAYS_SHOWN = 7


@dataclass(frozen=True, slots=True)
class DayOfWeather:
    """What the hours of a day come to: mm of rain, coldest and warmest °C, strongest wind."""

    day: date
    rain: Decimal | None
    coldest: Decimal | None
    warmest: Decimal | None
    wind: int | None
    wet_hours: tuple[int, ...]


def closed_places(user: User, *, now: datetime) -> QuerySet[PlaceClosure]:
    """Those that are not over yet."""
    return PlaceClosure.objects.visible_to(user).filter(end__gt=now).select_related("estate")


def distances(user: User) -> QuerySet[Distance]:
    return Distance.objects.visible_to(user).select_related("one", "other")


def travel_terms() -> TravelTerms:
    return TravelTerms.load()


def forecasts(user: User) -> QuerySet[Forecast]:
    """The latest first, with how many of their hours are still the latest known."""
    counted = Forecast.objects.visible_to(user).annotate(
        hour_count=Count("hours"), first=Min("hours__hour"), last=Max("hours__hour")
    )
    return counted.select_related("estate", "by").order_by("-id")


def weather_days(estate: Estate | None, *, first: date, days: int = DAYS_SHOWN) -> list[DayOfWeather]:
    """What is known of these days at an estate, or everywhere; days without a forecast are left out."""
    last = first + timedelta(days=days)
    hours = ForecastHour.objects.filter(estate=estate, hour__gte=moment(first), hour__lt=moment(last))
    by_day: dict[date, list[ForecastHour]] = {}
    for hour in hours.order_by("hour"):
        by_day.setdefault(hour.hour.astimezone(SHANGHAI).date(), []).append(hour)
    return [_day(day, some) for day, some in by_day.items()]


def climate() -> QuerySet[ClimateMonth]:
    """What the weather usually is, month by month."""
    return ClimateMonth.objects.all()


def _day(day: date, hours: list[ForecastHour]) -> DayOfWeather:
    rains = [hour.rain for hour in hours if hour.rain is not None]
    degrees = [hour.temperature for hour in hours if hour.temperature is not None]
    winds = [hour.wind for hour in hours if hour.wind is not None]
    return DayOfWeather(
        day,
        sum(rains, Decimal(0)) if rains else None,
        min(degrees, default=None),
        max(degrees, default=None),
        max(winds, default=None),
        tuple(hour.hour.astimezone(SHANGHAI).hour for hour in hours if hour.rain),
    )
