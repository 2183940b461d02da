"""Versions of a rate follow each other without a gap and without an overlap."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.tariffs.domain.versions import Clash, clashes
from property_ops.kernel.period import Period

MAY = date(2022, 5, 1)
JUNE = date(2022, 6, 1)
JULY = date(2022, 7, 1)


def test_versions_that_follow_each_other_are_right_in_any_order():
    assert clashes([(JUNE, None), (MAY, JUNE)]) == []
    assert clashes([]) == []


def test_a_gap_names_its_days():
    assert clashes([(MAY, date(2022, 5, 16)), (JUNE, None)]) == [
        Clash(0, 1, Period(date(2022, 5, 16), JUNE), is_gap=True)
    ]


def test_an_overlap_names_its_days():
    assert clashes([(MAY, None), (JUNE, JULY)]) == [Clash(0, 1, Period(JUNE, JULY), is_gap=False)]
    assert clashes([(MAY, JULY), (JUNE, None)]) == [Clash(0, 1, Period(JUNE, JULY), is_gap=False)]


@given(st.lists(st.integers(1, 400), min_size=1, max_size=6))
def test_a_chain_of_versions_never_clashes(lengths):
    start, chain = MAY, []
    for length in lengths:
        end = start + timedelta(days=length)
        chain.append((start, end))
        start = end
    assert clashes([*chain, (start, None)]) == []
