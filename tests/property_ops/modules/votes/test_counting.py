"""Majorities and counting, against a reckoning by hand and by brute force."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from property_ops.modules.votes.domain.choices import Choice
from property_ops.modules.votes.domain.counting import (
    CountedUnit,
    CountFigure,
    Measure,
    Reckoned,
    count,
    units_behind,
)
from property_ops.modules.votes.domain.electors import ElectorQuestion, OwnedUnit, heads_of
from property_ops.modules.votes.domain.majorities import (
    MORE_THAN_HALF,
    SUBJECT_KINDS,
    TAKE_PART,
    THREE_QUARTERS,
    Share,
)

FOR, AGAINST, ABSTAIN, VOID = Choice


@pytest.mark.parametrize(
    ("share", "part", "whole", "is_reached", "lacking"),
    [
        (TAKE_PART, 66, 99, True, 0),  # exactly two thirds is 以上
        (TAKE_PART, 65, 99, False, 1),
        (TAKE_PART, 66, 100, False, 1),
        (TAKE_PART, 67, 100, True, 0),
        (MORE_THAN_HALF, 50, 100, False, 1),  # exactly half is not 过半数
        (MORE_THAN_HALF, 51, 100, True, 0),
        (MORE_THAN_HALF, 51, 101, True, 0),
        (THREE_QUARTERS, 75, 100, True, 0),
        (THREE_QUARTERS, 74, 100, False, 1),
        (MORE_THAN_HALF, 0, 0, False, 1),  # of nobody, nobody is a majority
    ],
)
def test_a_share_is_reached_to_the_unit(share: Share, part: int, whole: int, is_reached: bool, lacking: int) -> None:
    assert (share.reached(part, whole), share.lacking(part, whole)) == (is_reached, lacking)


def test_the_law_asks_three_quarters_for_three_kinds_and_more_than_half_for_the_rest() -> None:
    special = {code for code, kind in SUBJECT_KINDS.items() if kind.agree == THREE_QUARTERS}
    assert special == {"fund_raising", "rebuilding", "common_parts"}
    assert {kind.agree for code, kind in SUBJECT_KINDS.items() if code not in special} == {MORE_THAN_HALF}


def test_a_vote_by_hand() -> None:
    """Four heads, five units, 420 m²: 100+100 (one head), 80, 90, 50."""
    units = [
        CountedUnit("1", 1, 1_000_000, FOR),
        CountedUnit("2", 1, 1_000_000, FOR),
        CountedUnit("3", 2, 800_000, AGAINST),
        CountedUnit("4", 3, 900_000, FOR),
        CountedUnit("5", 4, 500_000),
    ]
    found = count(units, MORE_THAN_HALF)
    assert (found.whole, found.part) == (Measure(4_200_000, 4), Measure(3_700_000, 3))
    assert (found.agreed, found.choices[AGAINST]) == (Measure(2_900_000, 2), Measure(800_000, 1))
    assert (found.enough_take_part, found.is_carried) == (True, True)


def test_area_alone_does_not_carry() -> None:
    units = [CountedUnit("1", 1, 9_000_000, FOR), CountedUnit("2", 2, 1, AGAINST), CountedUnit("3", 3, 1, AGAINST)]
    found = count(units, MORE_THAN_HALF)
    assert not found.is_carried
    assert found.lacks_agreed == Measure(0, 1)


def test_a_head_whose_units_differ_takes_part_and_is_in_no_choice() -> None:
    found = count([CountedUnit("1", 1, 10, FOR), CountedUnit("2", 1, 10, AGAINST)], MORE_THAN_HALF)
    assert (found.part.heads, found.split) == (1, 1)
    assert (found.choices[FOR], found.choices[AGAINST]) == (Measure(10, 0), Measure(10, 0))


def test_a_ballot_without_a_valid_mark_takes_no_part() -> None:
    found = count([CountedUnit("1", 1, 10, VOID), CountedUnit("2", 2, 10, FOR)], MORE_THAN_HALF)
    assert (found.part, found.choices[VOID], found.enough_take_part) == (Measure(10, 1), Measure(10, 1), False)


def test_silence_is_counted_only_where_the_rules_say_so_and_then_apart() -> None:
    units = [
        CountedUnit("1", 1, 10, FOR),
        CountedUnit("2", 2, 10, silent=True),
        CountedUnit("3", 3, 10),  # never delivered
    ]
    without = count(units, MORE_THAN_HALF)
    assert (without.part, without.silent, without.is_carried) == (Measure(10, 1), Measure(), False)
    found = count(units, MORE_THAN_HALF, silence_counts=True)
    assert (found.choices[FOR], found.silent, found.agreed) == (Measure(10, 1), Measure(10, 1), Measure(20, 2))
    assert (found.is_carried, found.is_carried_without_silence) == (True, False)


def test_silence_joins_no_side_where_two_are_level() -> None:
    units = [CountedUnit("1", 1, 10, FOR), CountedUnit("2", 2, 10, AGAINST), CountedUnit("3", 3, 10, silent=True)]
    assert count(units, MORE_THAN_HALF, silence_counts=True).silent == Measure()


_UNITS = st.lists(
    st.tuples(st.integers(1, 4), st.integers(1, 2_000_000), st.sampled_from([None, *Choice]), st.booleans()),
    min_size=1, max_size=9,
)  # fmt: skip


@settings(max_examples=150)
@given(rows=_UNITS, seed=st.randoms(use_true_random=False), share=st.sampled_from([MORE_THAN_HALF, THREE_QUARTERS]))
def test_no_order_of_ballots_changes_a_count_and_it_is_what_brute_force_finds(rows, seed, share) -> None:
    units = [CountedUnit(str(number), *row[:3], silent=row[3]) for number, row in enumerate(rows)]
    found = count(units, share)
    shuffled = list(units)
    seed.shuffle(shuffled)
    assert count(shuffled, share).facts() == found.facts()
    part = {FOR, AGAINST, ABSTAIN}
    taking = [one for one in units if one.choice in part]
    heads = {one.head for one in taking}
    agreeing = {head for head in heads if all(one.choice is FOR for one in taking if one.head == head)}
    assert found.part == Measure(sum(one.area for one in taking), len(heads))
    assert found.agreed == Measure(sum(one.area for one in taking if one.choice is FOR), len(agreeing))
    whole_area, whole_heads = sum(one.area for one in units), len({one.head for one in units})
    least = Fraction(share.numerator, share.denominator)

    def most(part: int, whole: int) -> bool:
        if not whole:
            return False
        return Fraction(part, whole) >= least if share.is_included else Fraction(part, whole) > least

    enough = Fraction(found.part.area, whole_area) >= Fraction(2, 3) <= Fraction(len(heads), whole_heads)
    agreed = most(found.agreed.area, found.part.area) and most(found.agreed.heads, found.part.heads)
    assert found.is_carried == (enough and agreed)
    assert sum(found.choices[choice].heads for choice in part) + found.split == len(heads)


def test_heads_are_persons_and_what_is_not_certain_is_asked() -> None:
    units = [
        OwnedUnit(1, "王芳", "13800000001"),
        OwnedUnit(2, "王芳", "13800000001"),  # the same person
        OwnedUnit(3, "李明、张丽", "13800000002"),
        OwnedUnit(4, "张丽，李明", "13800000002"),  # the same co-owners
        OwnedUnit(5, "赵强", "13800000003"),
        OwnedUnit(6, "赵强", ""),  # the same name, no proof
        OwnedUnit(7),
    ]
    found = heads_of(units)
    assert [(head.units, head.question) for head in found] == [
        ([1, 2], ElectorQuestion.NONE),
        ([3, 4], ElectorQuestion.NONE),
        ([5], ElectorQuestion.SAME_NAME),
        ([6], ElectorQuestion.SAME_NAME),
        ([7], ElectorQuestion.NO_OWNER),
    ]


@settings(max_examples=150)
@given(rows=_UNITS, counts_silence=st.booleans())
def test_every_figure_is_the_sum_of_the_units_behind_it(rows, counts_silence) -> None:
    units = [CountedUnit(str(number), *row[:3], silent=row[3]) for number, row in enumerate(rows)]
    found = count(units, MORE_THAN_HALF, silence_counts=counts_silence)
    figures = {Reckoned.PART: found.part, **found.choices, Reckoned.SPLIT: Measure(0, found.split)}
    if found.silent_choice:
        figures[Reckoned.SILENT] = found.silent
    for name, measure in figures.items():
        behind = {
            by_head: [
                one
                for one in units
                if one.unit
                in units_behind(units, CountFigure(1, name, by_head), adds_silence=found.silent_choice is not None)
            ]
            for by_head in (False, True)
        }
        assert len({one.head for one in behind[True]}) == measure.heads, name
        assert name is Reckoned.SPLIT or sum(one.area for one in behind[False]) == measure.area, name
