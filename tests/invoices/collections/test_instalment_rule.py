"""An instalment plan adds up to the debt, and is broken by the first part that is not paid by its day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.collections.domain.errors import PartsDoNotAddUp, PartsNotInOrder
from invoices.modules.collections.domain.instalments import InstalmentDraft, check_parts, equal_parts, first_missed
from property_ops.kernel.money import ZERO, Yuan

TODAY = date(2022, 7, 20)
PARTS = [InstalmentDraft(date(2022, 7, 31), Yuan(100_00)), InstalmentDraft(date(2022, 8, 31), Yuan(50_00))]


def test_equal_parts_a_month_apart_the_first_ones_a_fen_larger():
    assert equal_parts(Yuan(100_00), count=3, first=date(2022, 1, 31)) == [
        InstalmentDraft(date(2022, 1, 31), Yuan(33_34)),
        InstalmentDraft(date(2022, 2, 28), Yuan(33_33)),
        InstalmentDraft(date(2022, 3, 31), Yuan(33_33)),
    ]


@given(st.integers(1, 10_000_000), st.integers(1, 36), st.dates(date(2022, 1, 1), date(2030, 12, 31)))
def test_parts_add_up_and_follow_each_other(fen, count, first):
    parts = equal_parts(Yuan(max(fen, count)), count=count, first=first)
    check_parts(parts, debt=Yuan(max(fen, count)), today=first)
    assert max(part.amount.fen for part in parts) - min(part.amount.fen for part in parts) <= 1


def test_parts_that_are_not_the_debt_are_refused():
    with pytest.raises(PartsDoNotAddUp):
        check_parts(PARTS, debt=Yuan(150_01), today=TODAY)
    with pytest.raises(PartsDoNotAddUp):
        check_parts([*PARTS, InstalmentDraft(date(2022, 9, 1), ZERO)], debt=Yuan(150_00), today=TODAY)
    with pytest.raises(PartsNotInOrder):
        check_parts(PARTS[::-1], debt=Yuan(150_00), today=TODAY)
    with pytest.raises(PartsNotInOrder):
        check_parts(PARTS, debt=Yuan(150_00), today=date(2022, 8, 1))


def test_a_part_is_missed_on_the_day_after_it_was_due():
    assert first_missed(PARTS, [], on=date(2022, 7, 31)) is None
    assert first_missed(PARTS, [], on=date(2022, 8, 1)) == PARTS[0]
    assert first_missed(PARTS, [(date(2022, 7, 31), Yuan(100_00))], on=date(2022, 8, 31)) is None
    assert first_missed(PARTS, [(date(2022, 7, 31), Yuan(99_99))], on=date(2022, 8, 1)) == PARTS[0]


def test_what_was_missed_stays_missed_when_it_is_paid_later():
    assert first_missed(PARTS, [(date(2022, 8, 1), Yuan(150_00))], on=date(2022, 9, 30)) == PARTS[0]


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 9_000)), max_size=6), st.integers(0, 100))
def test_a_broken_plan_never_mends(paid, day):
    settled = [(TODAY + timedelta(days=offset), Yuan(fen)) for offset, fen in paid]
    now = first_missed(PARTS, settled, on=TODAY + timedelta(days=day))
    if now:
        assert first_missed(PARTS, settled, on=TODAY + timedelta(days=day + 30)) == now
