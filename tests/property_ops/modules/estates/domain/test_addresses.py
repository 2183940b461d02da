"""Buildings, entrances, rooms and whole addresses in all the forms of the office."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_ops.modules.estates.domain.addresses import (
    Address,
    NotAPlace,
    building_number,
    entrance_number,
    parse_address,
    room,
)

NUMBERS = st.integers(1, 99)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@given(NUMBERS)
def test_a_building_survives_every_form(number):
    forms = [f"{number}", f" {number} ", f"{number}号楼", f"{number}#", f"{number}#楼", f"{number}栋",
    f"{number}幢", f"{number}.0",
             f"{number}楼", f"第{number}栋", f"{number}".translate(FULL_WIDTH) + "号楼"]  # fmt: skip
    assert {building_number(form) for form in forms} == {number}


@given(NUMBERS)
def test_an_entrance_survives_every_form(number):
    forms = [
        f"{number}",
        f"{number}单元",
        f"{number}单",
        f"{number} 单元",
        f"{number}".translate(FULL_WIDTH),
        f"{number}.0",
    ]
    assert {entrance_number(form) for form in forms} == {number}


def test_numbers_in_words():
    assert parse_address("牡丹花园三号楼二单元五零一室") == Address("牡丹花园", 3, 2, "501")
    assert building_number("三号楼") == 3
    assert building_number("十二栋") == 12
    assert entrance_number("二单元") == 2


@pytest.mark.parametrize("text", ["", "号楼", "A栋", "3-4号楼", "0", "-1", "1.5", "三单元三", "99999"])
def test_what_is_no_building_is_refused(text):
    with pytest.raises(NotAPlace):
        building_number(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("101", "101"), ("101室", "101"), ("１０１", "101"), ("101 ", "101"), ("101.0", "101"), ("0301", "0301"),
     ("０３０１室", "0301"), ("一零一", "101"), ("零三〇一室", "0301"),
     ("101a", "101A"), ("商铺3", "商铺3"), ("101号", "101"), ("B1", "B1")],
)  # fmt: skip
def test_rooms(text, expected):
    assert room(text) == expected


@pytest.mark.parametrize("text", ["", "室", "1-101", "101.5", "一零", "101/102", "=1+1", "1 0 1 室 内 有 狗"])
def test_what_is_no_room_is_refused(text):
    with pytest.raises(NotAPlace):
        room(text)


@given(NUMBERS, NUMBERS, st.integers(1, 20), st.integers(1, 12), st.booleans())
def test_an_address_survives_every_form(building, entrance, floor, door, with_zero):
    name = f"{floor:02d}{door:02d}" if with_zero else f"{floor}{door:02d}"
    forms = [
        f"{building}-{entrance}-{name}", f"{building}号楼{entrance}单元{name}", f"{building}#{entrance}单元{name}室",
        f"{building}栋{entrance}单{name}", f" {building} - {entrance} - {name} ", f"{building}—{entrance}—{name}",
        f"{building}-{entrance}-{name}".translate(FULL_WIDTH), f"{building}#楼-{entrance}单元-{name}",
    ]  # fmt: skip
    assert {parse_address(form) for form in forms} == {Address("", building, entrance, name)}
    assert parse_address(f"BC03-{building}-{entrance}-{name}") == Address("BC03", building, entrance, name)
    assert parse_address(f"益和小区{building}号楼{entrance}单元{name}") == Address("益和小区", building, entrance, name)


def test_an_address_without_an_entrance_says_so():
    assert parse_address("2号楼601") == Address("", 2, None, "601")


@pytest.mark.parametrize("text", ["", "张三", "601", "2-601", "9-4", "9-4-", "9-4-601-2x"])
def test_what_is_no_address_is_refused(text):
    with pytest.raises(NotAPlace):
        parse_address(text)
