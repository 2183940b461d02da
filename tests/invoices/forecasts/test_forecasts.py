"""Next year's rate: what it rests on, what it brings, what each home pays, and what came beside it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from invoices.modules.breakeven.models import CostKind, CostVoucher
from invoices.modules.breakeven.services import approve_vouchers, prepare_voucher
from invoices.modules.forecasts import selectors
from invoices.modules.forecasts.domain import errors
from invoices.modules.forecasts.domain.reckoning import Assumptions, ForetoldLine, Home, base_of, needed, yearly
from invoices.modules.forecasts.models import RateForecast
from invoices.modules.forecasts.services import approve_forecast, keep_forecast, put_to_vote
from invoices.modules.forecasts.verifiers import verify
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.votes.public import PollTerms
from tests.visitors import visitor

NOW, TODAY = datetime(2022, 12, 10, 2, 0, tzinfo=UTC), date(2022, 12, 10)
SAID = Assumptions(change=Decimal(10), works=Yuan(120_00), reserve=Yuan(30_00), subsidy=Yuan(50_00))


def test_half_a_year_is_reckoned_for_twelve_months_and_changed():
    assert yearly(Yuan(600_00), months=6, change=Decimal(10)) == Yuan(1_320_00)
    assert yearly(Yuan(100_01), months=7, change=Decimal(0)) == Yuan(171_45)


def test_the_fee_covers_costs_works_reserve_and_deficit_less_what_others_pay_and_its_own_vat():
    lines = [
        ForetoldLine("5401.11", "保洁", False, ZERO, Yuan(1_000_00)),
        ForetoldLine("5001.02", "停车", True, ZERO, Yuan(200_00)),
    ]
    assert needed(lines, SAID, carried=Yuan(-100_00)) == Yuan(800_00)
    assert needed(lines, SAID, carried=ZERO, vat=Fraction(6, 106)) == Yuan(966_00)
    assert needed(lines, replace(SAID, subsidy=Yuan(9_999_00)), carried=ZERO) == ZERO


def test_vacant_homes_pay_their_part_and_so_do_those_that_will_be():
    homes = [
        Home("A", "住宅", Decimal(100), vacant=False, part=Fraction(1)),
        Home("B", "住宅", Decimal(50), vacant=True, part=Fraction(7, 10)),
        Home("C", "商业", Decimal(30), vacant=False, part=Fraction(1)),
    ]
    assert base_of(homes, "住宅", reduced=Fraction(7, 10), more_vacant=Decimal(0)) == 12 * 135
    assert base_of(homes, "住宅", reduced=Fraction(7, 10), more_vacant=Decimal(10)) == 12 * (97 + 35)
    assert homes[1].fee(Decimal("0.40")) == Yuan(14_00)


@pytest.fixture
def estate(issued_june, db, accountant, reviewer):
    """June is billed, and cleaning cost 90.00 in it."""
    estate = issued_june
    cost = CostVoucher(
        estate=estate, month=date(2022, 6, 1), kind=CostKind.objects.get(code="cleaning"), amount=Yuan(90_00),
        memo="保洁", reference="F1",
    )  # fmt: skip
    voucher = prepare_voucher(voucher=cost, by=accountant, now=NOW)
    approve_vouchers(ids=[voucher.pk], by=reviewer, now=NOW, today=TODAY)
    return estate


def kept(estate, by, **said) -> RateForecast:
    return keep_forecast(
        estate=estate, year=2023, base_year=2022, said=replace(SAID, **said), note="", by=by, now=NOW, today=TODAY
    )


def test_a_forecast_rests_on_what_recurs_and_its_rates_bring_what_is_needed(estate, accountant):
    """90.00 in one month are 1,080.00 a year, 1,188.00 with ten per cent; works of June come once."""
    forecast = kept(estate, accountant)
    (line,) = forecast.lines.filter(is_income=False)
    assert (line.before, line.foretold) == (Yuan(90_00), Yuan(1_188_00))
    parking = sum((one.foretold for one in forecast.lines.filter(is_income=True)), ZERO)
    assert forecast.needed == Yuan(1_288_00) - parking
    assert abs(forecast.income.fen - forecast.needed.fen) <= 12 * 10  # the rate has four places
    assert forecast.homes.count() == estate.units.count()
    assert not any(check.differences for check in verify())


def test_each_home_is_shown_what_it_pays_now_and_then(estate, accountant):
    forecast = kept(estate, accountant, rate=Decimal("0.80"))
    rates = {one.use: one for one in forecast.rates.all()}
    assert rates["住宅"].rate_then == Decimal("0.80")
    for home in forecast.homes.filter(use="住宅", vacant=False):
        assert home.fee_then == Yuan.rounded(Fraction(home.area) * Fraction("0.80"))
        assert home.fee_now == Yuan.rounded(Fraction(home.area) * Fraction(rates["住宅"].rate_now))


def test_it_is_kept_once_a_year_by_one_and_approved_by_another_and_then_stays(estate, accountant, reviewer, manager):
    forecast = kept(estate, accountant)
    with pytest.raises(errors.ForecastStands):
        kept(estate, accountant)
    with pytest.raises(NotAllowed):
        approve_forecast(forecast_id=forecast.pk, by=accountant, now=NOW)
    accountant.groups.add(*manager.groups.all())
    with pytest.raises(SamePerson):
        approve_forecast(forecast_id=forecast.pk, by=type(accountant).objects.get(pk=accountant.pk), now=NOW)
    approve_forecast(forecast_id=forecast.pk, by=reviewer, now=NOW)
    for wrong in (
        lambda: RateForecast.objects.update(needed=Yuan(1)),
        lambda: forecast.rates.update(rate_then=Decimal(9)),
        lambda: forecast.homes.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()
    assert estate.tariffs.filter(rate=Decimal("0.80")).count() == 0


def test_a_forecast_of_nothing_is_refused(estate, accountant):
    with pytest.raises(errors.YearNotAhead):
        selectors.reckoned(estate, year=2022, base_year=2022, said=SAID, today=TODAY)
    with pytest.raises(errors.NothingToRestOn):
        selectors.reckoned(estate, year=2022, base_year=2021, said=SAID, today=TODAY)
    estate.tariffs.filter(end=None).update(end=date(2022, 12, 1))
    with pytest.raises(errors.NoRateNow):
        selectors.reckoned(estate, year=2023, base_year=2022, said=SAID, today=TODAY)


def test_what_came_stands_beside_what_was_foretold(estate, accountant, reviewer):
    forecast = kept(estate, accountant)
    approve_forecast(forecast_id=forecast.pk, by=reviewer, now=NOW)
    assert selectors.comparison(forecast) is None
    cost = CostVoucher(
        estate=estate, month=date(2023, 1, 1), kind=CostKind.objects.get(code="cleaning"), amount=Yuan(95_00),
        memo="保洁", reference="F2",
    )  # fmt: skip
    voucher = prepare_voucher(voucher=cost, by=accountant, now=NOW)
    approve_vouchers(ids=[voucher.pk], by=reviewer, now=NOW, today=date(2023, 2, 3))
    came = selectors.comparison(forecast)
    assert came is not None
    assert (came.months, came.balance) == (1, Yuan(95_00))
    assert [(foretold, now) for name, foretold, now in came.rows if now] == [(Yuan(1_188_00), Yuan(95_00))]


def test_the_owners_vote_on_the_rates_of_an_approved_forecast_once(estate, accountant, reviewer, manager):
    forecast = kept(estate, accountant)
    terms = PollTerms("标准", "业委会", date(2022, 12, 1), date(2022, 12, 20), date(2022, 12, 31))
    with pytest.raises(errors.NotApprovedYet):
        put_to_vote(forecast_id=forecast.pk, terms=terms, by=manager, now=NOW)
    approve_forecast(forecast_id=forecast.pk, by=reviewer, now=NOW)
    poll = put_to_vote(forecast_id=forecast.pk, terms=terms, by=manager, now=NOW)
    text = poll.subjects.get().text
    assert "2023年1月1日" in text
    assert forecast.number in text
    with pytest.raises(errors.NotApprovedYet):
        put_to_vote(forecast_id=forecast.pk, terms=terms, by=manager, now=NOW)


def test_it_is_tried_kept_and_printed_on_the_pages(estate):
    clerk, second = visitor("accountant"), visitor("reviewer")
    typed = {"estate": estate.pk, "year": "2023", "change": "10", "more_vacant": "0", "works": "120"}
    tried = clerk.post("/forecasts/new/", {**typed, "try": "1"})
    assert "1,188.00" in tried.content.decode()
    assert not RateForecast.objects.exists()
    made = clerk.post("/forecasts/new/", typed)
    assert made.status_code == 302, made.context["form"].errors
    second.post(f"/approvals/rate_forecast/{RateForecast.objects.get().pk}/approve/", {})
    assert "1,188.00" in second.text(made.url)
    assert "BC01-" in second.text(f"{made.url}homes/")
    assert second.get(f"{made.url}?export=pdf").content.startswith(b"%PDF")
