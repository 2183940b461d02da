"""A leading zero that Excel took comes back where the sheet proves it, and nowhere else."""

from hypothesis import given
from hypothesis import strategies as st

from property_ops.modules.estates.domain.rooms import RoomCell, restore_zeros


def text(room: str, building: int = 1) -> RoomCell:
    return RoomCell(building, room, is_number=False)


def number(room: str, building: int = 1) -> RoomCell:
    return RoomCell(building, room, is_number=True)


def test_a_number_cell_gets_its_zero_back_where_the_sheet_shows_the_pattern():
    restored = restore_zeros([text("0101"), number("301"), text("1001"), number("1102")])
    assert restored.rooms == ["0101", "0301", "1001", "1102"]
    assert restored.doubtful == []


def test_a_sheet_without_the_pattern_is_left_alone():
    restored = restore_zeros([text("101"), number("301"), number("1001")])
    assert restored.rooms == ["101", "301", "1001"]
    assert restored.doubtful == []


def test_a_pattern_in_one_building_serves_a_building_of_numbers():
    assert restore_zeros([text("0101", 1), number("201", 2)]).rooms == ["0101", "0201"]


def test_a_building_with_its_own_short_rooms_keeps_them_and_nothing_is_in_doubt():
    restored = restore_zeros([text("0101", 1), number("201", 1), text("101", 2), number("201", 2)])
    assert restored.rooms == ["0101", "0201", "101", "201"]
    assert restored.doubtful == []


def test_where_widths_are_mixed_the_reading_is_named_as_doubtful():
    restored = restore_zeros([text("0101"), text("201"), number("301")])
    assert restored.rooms == ["0101", "0201", "0301"]
    assert restored.doubtful == [1, 2]
    of_numbers_only = restore_zeros([text("0101", 1), text("101", 2), number("301", 3)])
    assert of_numbers_only.rooms == ["0101", "101", "0301"]
    assert of_numbers_only.doubtful == [2]


def test_rooms_with_letters_are_never_padded():
    assert restore_zeros([text("0101"), text("B1"), text("30A")]).rooms == ["0101", "B1", "30A"]


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 4), st.booleans()), max_size=30))
def test_every_lost_zero_of_a_uniform_sheet_comes_back(units):
    rooms = ["0101", *(f"{floor:02d}{door:02d}" for floor, door, _lost in units)]
    lost = [False, *(lost for _floor, _door, lost in units)]
    cells = [number(str(int(room))) if is_lost else text(room) for room, is_lost in zip(rooms, lost, strict=True)]
    restored = restore_zeros(cells)
    assert restored.rooms == rooms
    assert restored.doubtful == []
