"""Keeping a forecast, approving it, and putting its rate to the vote of the owners. No tariff changes by it."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from invoices.modules.forecasts import selectors
from invoices.modules.forecasts.domain.errors import ForecastStands, NotApprovedYet
from invoices.modules.forecasts.domain.reckoning import Assumptions
from invoices.modules.forecasts.models import ForecastHome, ForecastLine, ForecastRate, RateForecast
from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import round_half_up
from property_ops.kernel.quantity import plain
from property_ops.kernel.writing import clean
from property_ops.modules.estates.public import Estate
from property_ops.modules.votes.public import PlannedSubject, Poll, PollTerms, prepare_poll

BASE_PLACES = 4
SUBJECT = "other"
"""民法典 278 (9): the rate is another matter of importance."""


def keep_forecast(
    *, estate: Estate, year: int, base_year: int, said: Assumptions, note: str, by: User, now: datetime, today: date
) -> RateForecast:
    """Reckoned anew and kept with what it rests on; it waits for another person.

    Raises NotAllowed, ForecastStands, YearNotAhead, NothingToRestOn, NoRateNow.
    """
    require(by, RateForecast.rights.prepare, estate)
    with transaction.atomic():
        Estate.objects.select_for_update().get(pk=estate.pk)
        if selectors.standing(estate, year).exists():
            raise ForecastStands(estate=estate.name, year=year)
        found = selectors.reckoned(estate, year=year, base_year=base_year, said=said, today=today)
        forecast = RateForecast.objects.create(
            number=RateForecast.series.next(year),
            estate=estate,
            year=year,
            base_year=base_year,
            months=found.months,
            change=said.change,
            more_vacant=said.more_vacant,
            works=said.works,
            reserve=said.reserve,
            subsidy=said.subsidy,
            carried=found.carried,
            needed=found.needed,
            income=found.income,
            note=clean(note),
            prepared_by=by,
            prepared_at=now,
        )
        _keep_parts(forecast, found)
        audit.record(by=by, action="forecasts.prepared", subject=forecast.number, **forecast.audit_facts())
    return forecast


def approve_forecast(*, forecast_id: int, by: User, now: datetime) -> RateForecast:
    """What came is compared with it from now on. Raises NotAllowed, SamePerson, AlreadyDecided."""
    with approving(RateForecast, forecast_id, by=by, now=now) as forecast:
        pass
    return forecast


def put_to_vote(*, forecast_id: int, terms: PollTerms, by: User, now: datetime) -> Poll:
    """A vote of the owners on its rates, which waits for another person as every vote.

    Raises NotAllowed, NotApprovedYet, and what `prepare_poll` raises.
    """
    with transaction.atomic():
        forecast = RateForecast.objects.select_for_update(of=("self",)).select_related("estate").get(pk=forecast_id)
        require(by, RateForecast.rights.prepare, forecast)
        if forecast.state != ApprovalState.APPROVED or forecast.poll_id:
            raise NotApprovedYet()
        subjects = [PlannedSubject(SUBJECT, subject_of(forecast))]
        poll = prepare_poll(estate=forecast.estate, terms=terms, subjects=subjects, by=by, now=now)
        forecast.poll = poll
        forecast.save(update_fields=["poll"])
        audit.record(by=by, action="forecasts.put_to_vote", subject=forecast.number, number=poll.number)
    return poll


def subject_of(forecast: RateForecast) -> str:
    """What the ballot asks, in Chinese as ballots are."""
    rates = "，".join(
        f"{one.use}由 {plain(one.rate_now)} 调整为 {plain(one.rate_then)} 元/㎡·月" for one in forecast.rates.all()
    )
    return f"自 {forecast.year}年1月1日起物业服务费标准：{rates}（测算 {forecast.number}，收支平、零盈利）"


def _keep_parts(forecast: RateForecast, found: selectors.Reckoned) -> None:
    ForecastLine.objects.bulk_create(
        ForecastLine(
            forecast=forecast,
            account=one.account,
            name=one.name,
            is_income=one.is_income,
            before=one.before,
            foretold=one.foretold,
        )
        for one in found.lines
    )
    ForecastRate.objects.bulk_create(
        ForecastRate(forecast=forecast, use=now.use, rate_now=now.rate, rate_then=then.rate, base=_places(now.base))
        for now, then in zip(found.now, found.then, strict=True)
    )
    rows = []
    for home in found.homes:
        fee_now, fee_then = found.fees(home)
        rows.append(
            ForecastHome(
                forecast=forecast,
                unit_code=home.code,
                use=home.use,
                area=home.area,
                vacant=home.vacant,
                fee_now=fee_now,
                fee_then=fee_then,
            )
        )
    ForecastHome.objects.bulk_create(rows, batch_size=500)


def _places(base: Fraction) -> Decimal:
    return Decimal(round_half_up(base * 10**BASE_PLACES)).scaleb(-BASE_PLACES)
