"""Rooms that lost their leading zero: Excel turns 0301 into 301 where a cell holds a number.

The sheet itself proves the pattern: a text room of it begins with 0. Nothing is invented where it does not.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoomCell:
    building: int
    room: str
    is_number: bool  # the cell held a number, so a leading zero would be lost


@dataclass(frozen=True, slots=True)
class Restored:
    """The rooms in the order given. `doubtful` are the indices where the sheet does not prove what is right."""

    rooms: list[str]
    doubtful: list[int]


def restore_zeros(cells: Sequence[RoomCell]) -> Restored:
    """Pad rooms made of digits to the width of the sheet's rooms that begin with 0.

    If the sheet also has shorter rooms written as text, each building follows its own: one with no room that begins
    with 0 and with such a short one keeps its rooms. Where a building has both, or neither, its short number cells
    are padded as the sheet is, and named as doubtful.
    """
    widths = {len(cell.room) for cell in cells if _begins_with_zero(cell)}
    if not widths:
        return Restored([cell.room for cell in cells], [])
    width = max(widths)
    with_zero = {cell.building for cell in cells if _begins_with_zero(cell)}
    short_texts: dict[int, int] = defaultdict(int)
    for cell in cells:
        if _is_short(cell, width) and not cell.is_number:
            short_texts[cell.building] += 1
    own_way = {building for building in short_texts if building not in with_zero}
    certain = len(widths) == 1 and not short_texts
    rooms, doubtful = [], []
    for index, cell in enumerate(cells):
        if not _is_short(cell, width) or cell.building in own_way:
            rooms.append(cell.room)
            continue
        rooms.append(cell.room.zfill(width))
        if not certain and not (cell.building in with_zero and cell.building not in short_texts and len(widths) == 1):
            doubtful.append(index)
    return Restored(rooms, doubtful)


def _begins_with_zero(cell: RoomCell) -> bool:
    return not cell.is_number and cell.room.isdecimal() and cell.room.startswith("0")


def _is_short(cell: RoomCell, width: int) -> bool:
    return cell.room.isdecimal() and len(cell.room) < width and not cell.room.startswith("0")
