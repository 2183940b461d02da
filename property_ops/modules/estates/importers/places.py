"""Where the units of a sheet lie: from columns of building, entrance and room, or from one that holds all three."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from property_ops.framework.importing.cells import is_blank
from property_ops.framework.importing.cells.texts import as_text
from property_ops.framework.importing.problems import CellError, Level
from property_ops.framework.importing.tables import RegisterRow, RegisterTable
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.domain import addresses
from property_ops.modules.estates.domain.rooms import RoomCell, restore_zeros

_FILL_IN = gettext_noop("Fill it in.")
_PARTS: dict[str, Callable[[str], Any]] = {
    "building": addresses.building_number,
    "entrance": addresses.entrance_number,
    "room": addresses.room,
}


def read_places(table: RegisterTable) -> None:
    """Put building, entrance and room, or None where they cannot be read, into every row."""
    missing = [part for part in _PARTS if not table.has(part)]
    whole_addresses = bool(missing) and _are_addresses(table)
    for part in missing if not whole_addresses else []:
        table.report(
            Level.ERROR,
            gettext_noop("The column “%(title)s” is missing."),
            gettext_noop("Add it, with this head. Heads found: %(found)s."),
            title=table.columns[part].title,
            found="、".join(table.match.heads.values()),
        )
    for row in table.rows:
        if whole_addresses:
            _read_address(row)
        else:
            _read_parts(row)
    _restore_zeros(table)


def _are_addresses(table: RegisterTable) -> bool:
    """Whether the rooms of the sheet are written as 9-4-601."""
    written = [str(row["room"]) for row in table.rows if row["room"]]
    return bool(written) and sum(_is_address(text) for text in written) * 2 > len(written)


def _is_address(text: str) -> bool:
    try:
        return addresses.parse_address(text).entrance is not None
    except addresses.NotAPlace:
        return False


def _read_address(row: RegisterRow) -> None:
    try:
        address = addresses.parse_address(row["room"])
        if address.entrance is None:
            raise addresses.NotAPlace(value=row["room"])
    except addresses.NotAPlace:
        row.values.update(building=None, entrance=None, room=None)
        row.error(
            "room",
            gettext_noop("This names no unit."),
            gettext_noop("Write building-entrance-room, such as 9-4-601, or 9号楼4单元601."),
        )
        return
    row.values.update(building=address.building, entrance=address.entrance, room=address.room)


def _read_parts(row: RegisterRow) -> None:
    for part, read in _PARTS.items():
        written, row.values[part] = row[part], None
        if not row.table.has(part):
            row.is_good = False
        elif is_blank(written):
            row.is_good = False
            if not row.table.columns[part].needed:  # otherwise it was said before
                row.error(part, gettext_noop("The cell is empty."), _FILL_IN)
        else:
            try:
                row.values[part] = read(as_text(written))
            except (addresses.NotAPlace, CellError):
                row.error(
                    part,
                    gettext_noop("This is no number of a building, entrance or room."),
                    gettext_noop("Write it as a plain number: 3, 2, 101."),
                )


def _restore_zeros(table: RegisterTable) -> None:
    """Estate by estate, where one sheet holds several."""
    by_estate: dict[str, list[RegisterRow]] = defaultdict(list)
    for row in table.rows:
        if row["room"] is not None and row["building"] is not None:
            by_estate[row["estate"]].append(row)
    for rows in by_estate.values():
        restored = restore_zeros(
            [RoomCell(row["building"], row["room"], not isinstance(row.cells["room"], str)) for row in rows]
        )
        for row, room in zip(rows, restored.rooms, strict=True):
            row.values["room"] = room
        for index in restored.doubtful:
            rows[index].warn(
                "room",
                gettext_noop("Read as room %(room)s, but rooms of different length stand side by side here."),
                gettext_noop("Enter the room as text, with its leading zero if it has one."),
                room=restored.rooms[index],
            )
