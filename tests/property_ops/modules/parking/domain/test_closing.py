"""How long a leased space may be closed before somebody must say why: from the day before the work to 28 days after."""

from datetime import date, timedelta

import pytest

from property_ops.kernel.period import Period
from property_ops.modules.parking.domain.closing import CURING, goes_beyond

WORK = [date(2022, 6, 11), date(2022, 6, 14)]
BEFORE, LAST_CURED = date(2022, 6, 10), date(2022, 6, 14) + timedelta(days=28)


@pytest.mark.parametrize(
    ("first", "last", "beyond"),
    [
        (BEFORE, LAST_CURED, False),
        (BEFORE - timedelta(days=1), LAST_CURED, True),
        (BEFORE, LAST_CURED + timedelta(days=1), True),
    ],
)
def test_a_day_before_the_work_and_the_days_of_curing_need_no_reason(first, last, beyond):
    assert goes_beyond(Period(first, last + timedelta(days=1)), WORK) is beyond


@pytest.mark.parametrize(("days", "beyond"), [(CURING.days, False), (CURING.days + 1, True)])
def test_of_a_work_whose_days_nobody_knows_curing_alone_is_usual(days, beyond):
    assert goes_beyond(Period(BEFORE, BEFORE + timedelta(days=days)), []) is beyond
