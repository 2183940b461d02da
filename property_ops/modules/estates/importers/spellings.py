"""One flat in two spellings (301 and 0301 in one entrance) is one flat, or two: only a person can say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from property_ops.framework.importing.importer import Run
from property_ops.framework.importing.questions import ImportQuestion
from property_ops.framework.importing.tables import RegisterRow
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.domain import addresses
from property_ops.modules.estates.models import Estate, Unit

SAME, DIFFERENT = "same", "different"
ROOMS = ImportQuestion(
    "rooms",
    gettext_noop("Rooms of one entrance that differ in leading zeros only, such as 301 and 0301"),
    (
        (SAME, gettext_noop("are the same flat: keep the spelling that is stored, or the one with its zeros")),
        (DIFFERENT, gettext_noop("are different flats")),
    ),
)
_Place = tuple[int, int, int, str]


def settle_spellings(estate_of: Mapping[RegisterRow, Estate], stored: Iterable[Unit], run: Run) -> None:
    """Give rows of the same flat its one room, or ask; before the rows are looked at one by one."""
    if run.answers.get(ROOMS.key) == DIFFERENT:
        return
    known: dict[_Place, set[str]] = defaultdict(set)
    for unit in stored:
        known[_place(unit.estate_id, unit.building, unit.entrance, unit.room)].add(unit.room)
    rows: dict[_Place, list[RegisterRow]] = defaultdict(list)
    for row, estate in estate_of.items():
        rows[_place(estate.pk, row["building"], row["entrance"], row["room"])].append(row)
    for place, own in rows.items():
        spellings = known.get(place, set()) | {row["room"] for row in own}
        if len(spellings) > 1:
            _settle(own, known.get(place, set()), run, estate_of)


def _settle(rows: list[RegisterRow], stored: set[str], run: Run, estate_of: Mapping[RegisterRow, Estate]) -> None:
    right = max(stored or {row["room"] for row in rows}, key=len)
    for row in rows:
        if row["room"] == right or row["room"] in stored:
            continue
        if run.answers.get(ROOMS.key) == SAME or run.approval is not None:  # what waited is of a stored flat
            row.values["room"] = right
            continue
        code = addresses.unit_code(estate_of[row].code, row["building"], row["entrance"], right)
        says = _STORED if stored else _ELSEWHERE
        first = next((one.number for one in rows if one["room"] == right), "")
        row.ask("room", ROOMS, says, _ANSWER, room=row["room"], code=code, first=first)


def _place(estate: int, building: int, entrance: int, room: str) -> _Place:
    return estate, building, entrance, room.lstrip("0").upper()


_STORED = gettext_noop("Is %(room)s the same flat as %(code)s, which is stored?")
_ELSEWHERE = gettext_noop("Is %(room)s the same flat as %(code)s in row %(first)s?")
_ANSWER = gettext_noop(
    "Answer it in the preview, or on the command line with --answer rooms=same or rooms=different; or write both alike."
)
