"""Next year's rate of one estate in the demonstration, reckoned and approved."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils import timezone

from invoices.modules.forecasts.domain.reckoning import Assumptions
from invoices.modules.forecasts.models import RateForecast
from invoices.modules.forecasts.services.forecasting import approve_forecast, keep_forecast
from property_ops.framework.accounts import user_named
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate

SAID = Assumptions(change=Decimal(3), more_vacant=Decimal(1), works=Yuan(12_000_00), reserve=Yuan(5_000_00))
NOTE = "保洁合同到期重签，按上涨 3% 测算；计划维修单元门。"


def foretell(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once."""
    estate = Estate.objects.filter(name="牡丹花园").first()
    if estate is None or RateForecast.objects.exists():
        return
    now = timezone.now()
    forecast = keep_forecast(
        estate=estate,
        year=2023,
        base_year=2022,
        said=SAID,
        note=NOTE,
        by=user_named("accountant"),
        now=now,
        today=timezone.localdate(now),
    )
    approve_forecast(forecast_id=forecast.pk, by=user_named("reviewer"), now=now)
