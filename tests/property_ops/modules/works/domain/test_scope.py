"""The scope of apportionment covers exactly the buildings and entrances that the office wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_ops.modules.works.domain.scope import ApportionmentScope, NotAScope, parse_scope


def buildings(*numbers: int) -> ApportionmentScope:
    return ApportionmentScope(buildings=frozenset(numbers))


def entrances(*places: tuple[int, int]) -> ApportionmentScope:
    return ApportionmentScope(entrances=frozenset(places))


@pytest.mark.parametrize("text", ["全小区", " 全 小 区 ", "全体业主", "全部"])
def test_the_whole_estate(text):
    scope = parse_scope(text)
    assert scope.whole_estate
    assert scope.covers(99, 9)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("4号楼", buildings(4)), ("3#", buildings(3)), ("３号楼", buildings(3)), ("三号楼", buildings(3)), ("3",
         buildings(3)),
        ("1-3号楼", buildings(1, 2, 3)), ("1～3号楼", buildings(1, 2, 3)), ("1号楼至3号楼", buildings(1, 2, 3)),
        ("1号楼-3号楼", buildings(1, 2, 3)), ("1、2号楼", buildings(1, 2)), ("1，2，5号楼", buildings(1, 2, 5)),
        ("1号楼和2号楼", buildings(1, 2)), ("1、3-5号楼", buildings(1, 3, 4, 5)), ("3号楼、5栋及7#楼", buildings(3,
         5, 7)),
        ("4号楼全体业主", buildings(4)), ("12幢", buildings(12)),
        ("3号楼2单元", entrances((3, 2))), ("3号楼1、2单元", entrances((3, 1), (3, 2))), ("3#2单元", entrances((3, 2))),
        ("3号楼1-3单元", entrances((3, 1), (3, 2), (3, 3))), ("1号楼2单元、3单元", entrances((1, 2), (1, 3))),
        ("1-2号楼1单元", entrances((1, 1), (2, 1))),
        ("4号楼，3号楼2单元", ApportionmentScope(buildings=frozenset({4}), entrances=frozenset({(3, 2)}))),
        ("3号楼，3号楼2单元", buildings(3)),
    ],
)  # fmt: skip
def test_buildings_and_entrances(text, scope):
    assert parse_scope(text) == scope


@pytest.mark.parametrize(
    "text",
    ["", "除3号楼外", "3-1号楼", "2单元", "3号楼2单元201室", "3号楼2", "3-2-201", "东区", "1、2、3号楼1单元",
     "3号楼、4单元", "0号楼",
     "1-99999号楼", "1-501号楼", "1号楼、5-3号楼", "4号楼3-2单元", "全小区除4号楼", "号楼", "3号楼,,4号楼"],
)  # fmt: skip
def test_what_is_not_understood_in_full_is_refused(text):
    with pytest.raises(NotAScope):
        parse_scope(text)


@given(st.sets(st.integers(1, 60), min_size=1, max_size=8))
def test_a_list_of_buildings_survives_every_form(numbers):
    ordered = sorted(numbers)
    forms = [
        "、".join(f"{number}号楼" for number in ordered), "、".join(map(str, ordered)) + "号楼",
        "和".join(f"{number}#" for number in ordered), ",".join(f"{number}栋" for number in reversed(ordered)),
    ]  # fmt: skip
    assert {parse_scope(form) for form in forms} == {buildings(*numbers)}


def test_covering():
    scope = parse_scope("4号楼，3号楼2单元")
    assert scope.covers(4, 1)
    assert scope.covers(3, 2)
    assert not scope.covers(3, 1)
    assert not scope.covers(5, 2)


def test_what_a_scope_names_and_the_register_lacks():
    assert parse_scope("4号楼，3号楼2单元，1号楼").missing_in({(1, 1), (3, 1)}) == ["4号楼", "3号楼2单元"]
    assert parse_scope("全小区").missing_in(set()) == []
