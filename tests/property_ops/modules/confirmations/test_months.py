"""Where a month stands: what both parties confirmed, and what that delivers (docs/product.md rule 3)."""

from datetime import date
from decimal import Decimal

import pytest

from property_ops.kernel.period import Month, Period
from property_ops.modules.confirmations.domain.months import Confirmed, MonthStanding, ServiceMonth, service_month

JUNE = Month(2022, 6)
MANAGED = Period.since(date(2022, 3, 16), None)
IN_FULL = Confirmed(Decimal("0.4"), Decimal(1), by_both=True)
NEARLY = Confirmed(Decimal("0.6"), Decimal("0.95"), by_both=True)
BY_ONE = Confirmed(Decimal("0.6"), Decimal(1), by_both=False)


def june(
    *, month: Month = JUNE, managed: Period | None = MANAGED, on: date = date(2022, 7, 1), **confirmed: Confirmed
) -> ServiceMonth:
    return service_month(month=month, managed=managed, agreed=["保洁", "秩序"], confirmations=confirmed, on=on)


def test_a_month_is_confirmed_when_both_parties_confirmed_every_agreed_service():
    found = june(保洁=IN_FULL, 秩序=NEARLY)
    assert found.standing is MonthStanding.CONFIRMED
    assert found.delivered == Decimal("0.97")
    assert found.missing == ()


@pytest.mark.parametrize("秩序", [{}, {"秩序": BY_ONE}])
def test_a_service_that_one_party_alone_confirmed_is_missing(秩序):
    found = june(保洁=IN_FULL, **秩序)
    assert found.standing is MonthStanding.PARTLY
    assert found.confirmed == ("保洁",)
    assert found.missing == ("秩序",)
    assert found.delivered is None


def test_a_month_without_any_confirmation_is_missing_once_it_is_over():
    assert june().standing is MonthStanding.MISSING
    assert june(on=date(2022, 6, 30)).standing is MonthStanding.NOT_OVER


def test_a_month_without_a_managed_day_needs_no_confirmation():
    assert june(month=Month(2022, 2)).standing is MonthStanding.NOT_MANAGED
    assert june(managed=None).standing is MonthStanding.NOT_MANAGED
    assert june(month=Month(2022, 3)).standing is MonthStanding.MISSING


def test_an_estate_without_an_agreement_is_never_confirmed():
    found = service_month(month=JUNE, managed=MANAGED, agreed=[], confirmations={}, on=date(2022, 7, 1))
    assert found.standing is MonthStanding.MISSING
    assert found.delivered is None
