"""Kinds of work: found by any of their names, never ambiguous, strict together about weather."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from property_ops.modules.works.domain.kinds import Kinds, KindsClash, WeatherLimits, WorkFinding, WorkKind

ROAD = WorkKind("road", "路面修补", ("㎡", "平方米"), aliases=("道路修补",))
DRAIN = WorkKind("drain", "管道疏通", ("m", "米"), other_units=("处",))

weathers = st.builds(
    WeatherLimits, st.booleans(), st.none() | st.integers(-20, 20), st.none() | st.integers(0, 12),
)  # fmt: skip


@pytest.mark.parametrize("name", ["路面修补", " 道路　修补 ", "道路修补"])
def test_a_kind_is_found_by_any_of_its_names_however_spaced(name):
    assert Kinds([DRAIN, ROAD]).called(name) is ROAD


def test_a_name_that_nobody_declares_is_no_kind():
    assert Kinds([DRAIN, ROAD]).called("修剪树木") is None


@pytest.mark.parametrize(
    "other", [WorkKind("road", "别的", ("个",)), WorkKind("other", "道路修补", ("个",)),
              WorkKind("other", "别的", ("个",), aliases=("路面修补",))],
)  # fmt: skip
def test_two_kinds_of_one_name_are_refused(other):
    with pytest.raises(KindsClash):
        Kinds([ROAD, other])


def test_a_unit_is_taken_in_any_of_its_spellings():
    assert ROAD.takes("平方米")
    assert ROAD.takes(" ㎡ ")
    assert DRAIN.takes("Ｍ")
    assert not ROAD.takes("方")


def test_a_register_may_count_in_another_unit_than_estimates_do():
    assert DRAIN.takes("处")
    assert not DRAIN.is_usual("处")
    assert DRAIN.is_usual("米")


@given(weathers, weathers)
@settings(max_examples=50)
def test_both_limits_together_are_as_strict_as_either(one, other):
    both = one & other
    assert both == other & one
    assert both & one == both
    assert both.no_rain >= one.no_rain
    assert one.lowest_temperature is None or both.lowest_temperature >= one.lowest_temperature
    assert one.strongest_wind is None or both.strongest_wind <= one.strongest_wind


def test_findings_come_from_every_check():
    def too_long(values):
        if values["length"] > 100:
            yield WorkFinding("too long", {"length": values["length"]})

    kind = WorkKind("drain", "管道疏通", ("m",), checks=(too_long, too_long))
    assert len(kind.findings({"length": Decimal(101)})) == 2
    assert kind.findings({"length": Decimal(1)}) == []
