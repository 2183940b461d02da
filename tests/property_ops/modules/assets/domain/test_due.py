"""When upkeep is due: by interval from when it was done, by season on its days of the calendar."""

from datetime import date

import pytest

from property_ops.modules.assets.domain.due import Settled, months_after, next_due

FIRST = date(2026, 5, 15)


@pytest.mark.parametrize(
    ("keeps_season", "settled", "expected"),
    [
        (False, [], date(2026, 5, 15)),
        (True, [], date(2026, 5, 15)),
        (False, [Settled(FIRST, date(2026, 7, 2))], date(2027, 7, 2)),  # late, so all moves
        (True, [Settled(FIRST, date(2026, 7, 2))], date(2027, 5, 15)),  # the rains don't wait
        (False, [Settled(FIRST)], date(2027, 5, 15)),
        (True, [Settled(FIRST), Settled(date(2027, 5, 15), date(2027, 5, 1))], date(2028, 5, 15)),
    ],
)
def test_the_next_due_follows_from_what_was_settled(keeps_season, settled, expected):
    found = next_due(first=FIRST, every_months=12, keeps_season=keeps_season, settled=settled)
    assert found == expected
    assert found == next_due(first=FIRST, every_months=12, keeps_season=keeps_season, settled=settled[::-1])


def test_a_shorter_month_has_its_last_day():
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 8, 31), 12) == date(2027, 8, 31)
