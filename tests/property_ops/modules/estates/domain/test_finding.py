import pytest

from property_ops.modules.estates.domain.finding import sought, spellings


@pytest.mark.parametrize(
    "text", ["5-2-301", "５－２－３０１", "5号楼2单元301", "5号楼2单元301室", "5#2单元301", " 5 - 2 - 301 "]
)
def test_a_room_is_understood_however_it_is_written(text):
    found = sought(text)
    assert (found.building, found.entrance, found.estate) == (5, 2, "")
    assert "301" in found.rooms


def test_a_unit_code_names_its_estate():
    found = sought("BC01-5-2-301")
    assert (found.estate, found.building, found.entrance, found.rooms[0]) == ("BC01", 5, 2, "301")


def test_an_estates_name_may_stand_in_front():
    assert sought("牡丹花园5号楼2单元301").estate == "牡丹花园"


@pytest.mark.parametrize(
    ("text", "building", "entrance"), [("5号楼", 5, None), ("5#", 5, None), ("5号楼2单元", 5, 2), ("5-2", 5, 2)]
)
def test_a_building_or_an_entrance_is_a_place_too(text, building, entrance):
    found = sought(text)
    assert (found.building, found.entrance, found.rooms) == (building, entrance, ())


def test_a_leading_zero_may_be_left_out_or_added():
    assert spellings("301") == ("301", "0301")
    assert set(spellings("0301")) == {"0301", "301"}
    assert spellings("1201") == ("1201",)
    assert spellings("甲1") == ("甲1",)


@pytest.mark.parametrize("text", ["王芳", "辽A12345", "1234", "13812341234", "101", "BC01", "=1+1", "%", "", "-", "5-"])
def test_anything_else_is_words(text):
    assert not sought(text).is_place


def test_only_four_digits_and_more_can_be_the_end_of_a_phone():
    assert sought("1234").phone_end == "1234"
    assert sought("123").phone_end == ""
    assert sought("王1234").phone_end == ""
