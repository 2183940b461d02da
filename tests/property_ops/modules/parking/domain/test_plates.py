"""A plate is kept without separators and in capitals; a note in brackets is kept apart."""

import pytest

from property_ops.modules.parking.domain.plates import Plate, parse_plate


@pytest.mark.parametrize(
    "text", ["鲁R4H7WY", "鲁R 4H7WY", "鲁r·4h7wy", "鲁R-4H7WY", "鲁Ｒ４Ｈ７ＷＹ", " 鲁R•4H7WY ", "鲁R.4H7WY"]
)
def test_all_forms_of_a_plate_are_that_plate(text):
    assert parse_plate(text) == Plate("鲁R4H7WY", "")


def test_a_note_in_brackets_is_kept_as_the_vehicle():
    assert parse_plate("鲁R0U9L1(白色轿车)") == Plate("鲁R0U9L1", "白色轿车")
    assert parse_plate("鲁R0U9L1（白色　轿车）") == Plate("鲁R0U9L1", "白色 轿车")


@pytest.mark.parametrize("number", ["鲁R4H7WY", "鲁RD12345", "鲁RFW9UP1", "京A1234挂", "粤Z123港"])
def test_mainland_plates_are_usual(number):
    assert parse_plate(number).is_usual == (number != "粤Z123港")


@pytest.mark.parametrize("number", ["R4H7WY", "鲁4H7WY", "鲁R4H7W", "鲁R4H7WYXX", "鲁RO1234I", "临时", "无牌"])
def test_odd_plates_are_not(number):
    assert not parse_plate(number).is_usual
