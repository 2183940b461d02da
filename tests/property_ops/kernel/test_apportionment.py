"""Sharing an amount: the parts add up to it, by largest remainder, ties by name as text (docs/product.md rule 5)."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_ops.kernel.apportionment import NothingToShareOver, share
from property_ops.kernel.money import Yuan

WEIGHTS = st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=60).filter(any)
TOTALS = st.integers(min_value=-(10**12), max_value=10**12)


def names(weights):
    return [f"BC01-{index % 7}-1-{index:03d}" for index in range(len(weights))]


def test_one_yuan_over_three_equal_units_gives_the_first_by_code_the_odd_fen():
    assert share(Yuan(100), [1, 1, 1], ["b", "a", "c"]) == [Yuan(33), Yuan(34), Yuan(33)]


def test_the_largest_remainder_gets_the_odd_fen_whatever_its_name():
    # 10.00 over 1 : 2 : 3 → 166⅔, 333⅓, 500
    assert share(Yuan(1000), [1, 2, 3], ["z", "a", "b"]) == [Yuan(167), Yuan(333), Yuan(500)]


def test_ties_are_broken_by_the_code_as_text_not_as_number():
    # "10" stands before "2" as text.
    assert share(Yuan(1), [5, 5], ["2", "10"]) == [Yuan(0), Yuan(1)]


def test_a_negative_amount_is_shared_as_its_positive_is():
    assert share(Yuan(-100), [1, 1, 1], ["b", "a", "c"]) == [Yuan(-33), Yuan(-34), Yuan(-33)]


def test_a_unit_without_weight_gets_nothing():
    assert share(Yuan(101), [0, 1, 1], ["a", "b", "c"]) == [Yuan(0), Yuan(51), Yuan(50)]


def test_nothing_is_shared_over_nobody():
    with pytest.raises(NothingToShareOver):
        share(Yuan(100), [0, 0], ["a", "b"])
    with pytest.raises(NothingToShareOver):
        share(Yuan(100), [], [])


def test_negative_weights_are_refused():
    with pytest.raises(ValueError, match="negative"):
        share(Yuan(100), [2, -1], ["a", "b"])


@given(TOTALS, WEIGHTS)
def test_parts_add_up_to_the_total(total, weights):
    assert sum(part.fen for part in share(Yuan(total), weights, names(weights))) == total


@given(TOTALS, WEIGHTS)
def test_no_part_is_a_fen_or_more_from_its_exact_share(total, weights):
    for part, weight in zip(share(Yuan(total), weights, names(weights)), weights, strict=True):
        assert abs(part.fen - Fraction(total * weight, sum(weights))) < 1


@given(TOTALS, WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_of_the_units_changes_no_share(total, weights, random):
    named = list(zip(weights, names(weights), strict=True))
    before = dict(zip(names(weights), share(Yuan(total), weights, names(weights)), strict=True))
    random.shuffle(named)
    after = share(Yuan(total), [weight for weight, _ in named], [name for _, name in named])
    assert {name: part for (_, name), part in zip(named, after, strict=True)} == before


@given(TOTALS, WEIGHTS)
def test_who_weighs_more_never_pays_less(total, weights):
    parts = sorted(zip(weights, (abs(part.fen) for part in share(Yuan(total), weights, names(weights))), strict=True))
    for (lighter, less), (heavier, more) in pairwise(parts):
        assert less <= more or lighter == heavier
