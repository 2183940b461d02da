"""Forecasts as lists, and each beside what came."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count, QuerySet, Sum

from invoices.modules.breakeven.public import RESIDENTS, SERVICE_INCOME, result_of, year_of
from invoices.modules.forecasts.domain.reckoning import MONTHS
from invoices.modules.forecasts.models import ForecastHome, ForecastRate, RateForecast
from property_ops.framework.approval.domain import NEVER_MIND
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Estate

STEPS, MOST_STEPS = (5, 10, 20, 50, 100, 500, 5_000), 24
"""Of m² in the table of the meeting, and how many rows at most."""
ROUNDED_FEN = 1
"""The base is kept with four places."""


def visible_forecasts(user: User) -> QuerySet[RateForecast]:
    return RateForecast.objects.visible_to(user).select_related("estate", "poll", "prepared_by", "decided_by")


def standing(estate: Estate, year: int) -> QuerySet[RateForecast]:
    """The one that waits or is approved."""
    return RateForecast.objects.filter(estate=estate, year=year).exclude(state__in=NEVER_MIND)


def visible_homes(user: User, forecast: int) -> QuerySet[ForecastHome]:
    return ForecastHome.objects.visible_to(user).filter(forecast=forecast).order_by("pk")


def find_homes(homes: QuerySet[ForecastHome], text: str) -> QuerySet[ForecastHome]:
    return homes.filter(unit_code__icontains=text)


@dataclass(frozen=True, slots=True)
class HomesOfArea:
    """What homes of one use and area pay a month where somebody lives in them."""

    use: str
    area: Decimal
    homes: int
    fee_now: Yuan
    fee_then: Yuan


def typical(forecast: RateForecast) -> list[HomesOfArea]:
    """Of each use the smallest area, the most frequent and the largest."""
    found, homes = [], forecast.homes.order_by().values_list("use", "area").annotate(count=Count("pk"))
    every = sorted(homes)
    for rate in forecast.rates.all():
        areas = [(area, count) for use, area, count in every if use == rate.use]
        chosen = {areas[0], max(areas, key=lambda one: one[1]), areas[-1]} if areas else set()
        found += [_of_area(rate, area, count) for area, count in sorted(chosen)]
    return found


def by_area(forecast: RateForecast) -> list[HomesOfArea]:
    """Of each use some whole areas between the smallest home and the largest, with the homes up to there."""
    found = []
    for rate in forecast.rates.all():
        areas = list(forecast.homes.filter(use=rate.use).order_by("area").values_list("area", flat=True))
        if not areas:
            continue
        step = next((one for one in STEPS if (areas[-1] - areas[0]) / one <= MOST_STEPS), STEPS[-1])
        area = areas[0] // step * step
        while area < areas[-1] + step:
            below = sum(1 for one in areas if area - step < one <= area)
            found.append(_of_area(rate, area, below))
            area += step
    return [one for one in found if one.homes]


def _of_area(rate: ForecastRate, area: Decimal, homes: int) -> HomesOfArea:
    now, then = (Yuan.rounded(Fraction(area) * Fraction(one)) for one in (rate.rate_now, rate.rate_then))
    return HomesOfArea(rate.use, area, homes, now, then)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was foretold for the year and what came in `months` of it; `rows` are (name, foretold, came)."""

    months: int
    rows: Sequence[tuple[str, Yuan, Yuan]]
    cost: tuple[Yuan, Yuan]
    service_fee: tuple[Yuan, Yuan]
    balance: Yuan


def comparison(forecast: RateForecast) -> Comparison | None:
    """None until the ledger has something of the year."""
    result = result_of(forecast.estate.code, year_of(forecast.year))
    if not result.parts:
        return None
    came = {line.account: line.by_funding.get(RESIDENTS, ZERO) for line in (*result.costs, *result.incomes)}
    names = {line.account: line.name for line in result.costs if line.by_funding.get(RESIDENTS)}
    lines: dict[str, Any] = {one.account: one for one in forecast.lines.all()}
    rows = [(one.name, one.foretold, came.get(one.account, ZERO)) for one in lines.values()]
    rows += [(name, ZERO, came[account]) for account, name in names.items() if account not in lines]
    foretold = sum((one.foretold for one in lines.values() if not one.is_income), ZERO)
    return Comparison(
        months=len(result.months),
        rows=rows,
        cost=(foretold + forecast.works + forecast.reserve, result.cost_of(RESIDENTS)),
        service_fee=(forecast.income, came.get(SERVICE_INCOME, ZERO)),
        balance=result.residents_balance,
    )


def unlike() -> list[tuple[str, Yuan, Yuan]]:
    """Forecasts whose rates on their base do not bring the income that is written: number, written, right."""
    found = []
    for one in RateForecast.objects.prefetch_related("rates"):
        right = Yuan.rounded(Fraction(sum((rate.rate_then * rate.base for rate in one.rates.all()), Decimal(0))))
        if abs(right.fen - one.income.fen) > ROUNDED_FEN:
            found.append((one.number, one.income, right))
    return found


def paid_by_homes(forecast: RateForecast) -> Yuan:
    """What the homes would pay in a year of whole months, each line rounded as it is charged."""
    month = forecast.homes.aggregate(all=Sum("fee_then"))["all"] or ZERO
    return Yuan(month.fen * MONTHS)
