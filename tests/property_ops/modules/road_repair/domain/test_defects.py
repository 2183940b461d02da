"""Defects of a road: areas, tonnes and cubic metres, and what is no defect."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from property_ops.kernel.quantity import SizeOutOfRange
from property_ops.modules.road_repair.domain.defects import (
    DEEPEST,
    LONGEST,
    WIDEST,
    Defect,
    DefectFamily,
    DefectType,
    Mix,
    NotAMix,
    WiderThanLong,
    estimate,
)

ASPHALT = Mix("AC-13", DefectFamily.ASPHALT, Decimal("2.4"), Decimal("0.03"), Decimal("1.25"), 4)
CONCRETE = Mix("C30", DefectFamily.CONCRETE, Decimal("2.4"), Decimal("0.02"), Decimal(1), 168)
MIXES = {mix.code: mix for mix in (ASPHALT, CONCRETE)}


def defect(length="2", width="1.5", depth="5", *, kind=DefectType.POTHOLE, mix="AC-13"):
    return Defect(kind, Decimal(length), Decimal(width), Decimal(depth), mix)


@st.composite
def defects(draw):
    length = draw(st.decimals("0.01", LONGEST, places=2))
    width = draw(st.decimals("0.01", min(length, WIDEST), places=2))
    depth = draw(st.decimals("0.1", DEEPEST, places=1))
    return Defect(draw(st.sampled_from(DefectType)), length, width, depth, draw(st.sampled_from(sorted(MIXES))))


def test_a_pothole_needs_its_volume_in_tonnes_with_wastage():
    """2 m × 1.5 m × 5 cm = 0.15 m³; × 2.4 t/m³ × 1.03 = 0.3708 t, 0.193125 m³ loose."""
    found = estimate([defect()], MIXES)
    assert found.area == 3
    (need,) = found.needs
    assert (need.quantity, need.unit) == (Decimal("0.3708"), "t")
    assert need.loose == Decimal("0.193125")
    assert found.curing_hours == 4


def test_concrete_is_counted_in_cubic_metres():
    (need,) = estimate([defect("10", "3", "20", mix="C30")], MIXES).needs
    assert (need.quantity, need.unit) == (Decimal("6.12"), "m³")


def test_the_slowest_mix_says_when_traffic_may_return():
    assert estimate([defect(), defect(mix="C30")], MIXES).curing_hours == 168


def test_no_defects_need_nothing():
    found = estimate([], MIXES)
    assert (found.area, found.needs, found.curing_hours) == (0, (), 0)


@given(st.lists(defects(), max_size=8))
@settings(max_examples=50)
def test_an_estimate_is_the_sum_of_its_parts(several):
    """Together they need exactly what each needs alone, in whatever order they stand."""
    together = estimate(several, MIXES)
    alone = [estimate([one], MIXES) for one in several]
    assert together.area == sum(one.area for one in alone)
    for need in together.needs:
        assert need.quantity == sum(part.quantity for one in alone for part in one.needs if part.mix == need.mix)
    assert estimate(reversed(several), MIXES) == together


@given(defects())
@settings(max_examples=50)
def test_what_is_brought_is_never_less_than_what_the_hole_takes(one):
    (need,) = estimate([one], MIXES).needs
    assert need.loose >= need.volume == one.volume > 0


@pytest.mark.parametrize(
    "sizes", [("0", "1", "5"), ("-1", "1", "5"), ("2", "0", "5"), ("2", "1", "0"), ("2", "1", "-5"), ("2", "1", "101"),
              ("1001", "1", "5"), ("60", "51", "5"), ("NaN", "1", "5"), ("Infinity", "1", "5")],
)  # fmt: skip
def test_sizes_that_no_defect_has_are_refused(sizes):
    with pytest.raises(SizeOutOfRange):
        defect(*sizes)


def test_the_refusal_names_measure_and_limit():
    with pytest.raises(SizeOutOfRange, match="depth is 500 cm: it must be above 0 and at most 100 cm"):
        defect(depth="500")


def test_a_crack_is_longer_than_wide():
    assert defect("3", "0.02", "4", kind=DefectType.CRACK).area == Decimal("0.06")
    with pytest.raises(WiderThanLong):
        defect("0.5", "3", "4", kind=DefectType.CRACK)


@pytest.mark.parametrize("wrong", [{"density": 0}, {"wastage": "-0.1"}, {"loose_factor": "0.9"}])
def test_a_mix_that_cannot_be_is_refused(wrong):
    values = {"density": "2.4", "wastage": "0.03", "loose_factor": "1.25"} | wrong
    with pytest.raises(NotAMix):
        Mix("X", DefectFamily.ASPHALT, **{name: Decimal(value) for name, value in values.items()}, curing_hours=4)
