"""Pauses between tries."""

from datetime import timedelta

from property_ops.kernel.trying import doubling_pause

FIRST, LONGEST = timedelta(minutes=5), timedelta(hours=6)


def test_each_pause_is_twice_the_one_before_up_to_the_longest():
    pauses = [doubling_pause(failures, first=FIRST, longest=LONGEST) for failures in (0, 1, 2, 3, 7, 8, 10_000)]
    assert pauses == [timedelta(0), FIRST, 2 * FIRST, 4 * FIRST, 64 * FIRST, LONGEST, LONGEST]
