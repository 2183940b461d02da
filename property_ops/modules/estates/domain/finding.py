"""What somebody typed into the search box for units: a place, or words to be found in names, plates and phones."""

import re
from dataclasses import dataclass

from property_ops.kernel.writing import squeezed
from property_ops.modules.estates.domain.addresses import NotAPlace, parse_address

PHONE_DIGITS = 4
_PART = re.compile(r"(?P<building>\d{1,4})(?:号楼|#楼|栋|幢|#|号)(?:-?(?P<entrance>\d{1,4})(?:单元|#))?\Z")
_BUILDING_AND_ENTRANCE = re.compile(r"(?P<building>\d{1,3})-(?P<entrance>\d{1,2})\Z")


@dataclass(frozen=True, slots=True)
class Sought:
    """`words` is the text without spaces; the rest is None or empty unless the text names a place."""

    words: str
    estate: str = ""
    building: int | None = None
    entrance: int | None = None
    rooms: tuple[str, ...] = ()

    @property
    def is_place(self) -> bool:
        return self.building is not None

    @property
    def phone_end(self) -> str:
        """The last digits of a phone, if the text can be that."""
        return self.words if self.words.isdecimal() and len(self.words) >= PHONE_DIGITS else ""


def sought(text: str) -> Sought:
    """`5-2-301`, `5号楼2单元301`, `BC01-5-2-301`, `5号楼`, `5-2` are places; anything else is words."""
    words = squeezed(text)
    try:
        place = parse_address(words)
    except NotAPlace:
        part = _PART.match(words) or _BUILDING_AND_ENTRANCE.match(words)
        if not part:
            return Sought(words)
        entrance = part["entrance"]
        return Sought(words, building=int(part["building"]), entrance=int(entrance) if entrance else None)
    return Sought(words, place.estate, place.building, place.entrance, spellings(place.room))


def spellings(room: str) -> tuple[str, ...]:
    """A room with and without its leading zero: people leave it out when they search."""
    bare = room.lstrip("0")
    return tuple(dict.fromkeys([room, bare, bare.zfill(4)])) if room.isdecimal() and bare else (room,)
