"""Buildings, entrances and rooms as the office writes them: ３号楼, 3#, 2单元, 101室, 9-4-601."""

import re
from dataclasses import dataclass

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import han_number, squeezed

HIGHEST_NUMBER = 9_999

_HAN = "零〇一二两三四五六七八九十百"
_ORDINAL = rf"(?:\d+|[{_HAN}]+)"
_BUILDING_WORD = r"(?:号楼|#楼|栋楼|幢楼|号院|号栋|#|栋|幢|座|楼|号)"
_ENTRANCE_WORD = r"(?:单元|单|门洞|门|梯|#)"
_ROOM_WORD = r"(?:室|号房|房间|房|号|户)"
_ROOM = r"[0-9A-Z]+(?:\.0)?|[\u3400-\u9fff]{0,4}[0-9A-Z]+[\u3400-\u9fff]{0,2}"

_BUILDING = re.compile(rf"第?({_ORDINAL})(?:\.0+)?{_BUILDING_WORD}?\Z")
_ENTRANCE = re.compile(rf"第?({_ORDINAL})(?:\.0+)?{_ENTRANCE_WORD}?\Z")
_HAN_ROOM = r"[零一二三四五六七八九]{3,5}"
_ROOM_IN_WORDS = re.compile(rf"({_HAN_ROOM}){_ROOM_WORD}?\Z")
_ROOM_TEXT = re.compile(rf"({_ROOM}){_ROOM_WORD}?\Z")
_ADDRESS = re.compile(
    rf"(?P<building>{_ORDINAL})(?:{_BUILDING_WORD}[-/,.]?|[-/])"
    rf"(?P<entrance>{_ORDINAL})(?:{_ENTRANCE_WORD}[-/,.]?|[-/])"
    rf"(?P<room>\d+[A-Z]?|{_HAN_ROOM}){_ROOM_WORD}?\Z"
)
_WITHOUT_ENTRANCE = re.compile(
    rf"(?P<building>{_ORDINAL})(?:{_BUILDING_WORD}[-/]?)(?P<room>\d+[A-Z]?|{_HAN_ROOM}){_ROOM_WORD}?\Z"
)


class NotAPlace(BusinessError, ValueError):
    code = "not_a_place"
    message = gettext_noop("“%(value)s” names no building, entrance or room.")


@dataclass(frozen=True, slots=True)
class Address:
    """`estate` is what stands in front, if anything; `entrance` is None where it is not named."""

    estate: str
    building: int
    entrance: int | None
    room: str


def building_number(text: str) -> int:
    """`３号楼`, `3#`, `3#楼`, `3栋`, ` 3 `, `3.0`, `三号楼` → 3. Raises NotAPlace."""
    return _ordinal(_BUILDING, text)


def entrance_number(text: str) -> int:
    """`2单元`, `2单`, `２`, `二单元` → 2. Raises NotAPlace."""
    return _ordinal(_ENTRANCE, text)


def room(text: str) -> str:
    """`101`, `101室`, `１０１`, `101.0`, `一零一` → 101; `0301` and `101a` → 0301 and 101A. Raises NotAPlace."""
    written = squeezed(text).upper()
    match = _ROOM_IN_WORDS.match(written) or _ROOM_TEXT.match(written)
    if not match or len(match[1]) > 20:
        raise NotAPlace(value=text)
    return _room_in_digits(match[1].removesuffix(".0"))


def parse_address(text: str) -> Address:
    """`9-4-601`, `9号楼4单元601`, `BC02-9-4-601`, `北城新村9#4单元601室`. Raises NotAPlace."""
    written = squeezed(text).upper()
    for pattern in (_ADDRESS, _WITHOUT_ENTRANCE):
        match = _earliest(pattern, written)
        if match:
            parts = match.groupdict()
            entrance = parts.get("entrance")
            estate = written[: match.start()].rstrip("-/,:")
            if estate.isdecimal():
                break
            return Address(
                estate=estate,
                building=_number(parts["building"], text),
                entrance=None if entrance is None else _number(entrance, text),
                room=_room_in_digits(parts["room"]),
            )
    raise NotAPlace(value=text)


def unit_code(estate_code: str, building: int, entrance: int, room: str) -> str:
    return f"{estate_code}-{building}-{entrance}-{room}"


def _earliest(pattern: re.Pattern[str], written: str) -> re.Match[str] | None:
    """The address at the end of the text; what is in front must end in a dash, a space's place or a Chinese word."""
    for start in range(len(written)):
        match = pattern.match(written, start)
        if match and (start == 0 or not written[start - 1].isascii() or written[start - 1] in "-/,:"):
            return match
    return None


def _room_in_digits(written: str) -> str:
    """零三零一 → 0301; what is written in digits stays."""
    number = han_number(written)
    return written if number is None else str(number).zfill(len(written))


def _ordinal(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(squeezed(text))
    if not match:
        raise NotAPlace(value=text)
    return _number(match[1], text)


def _number(written: str, text: str) -> int:
    found = int(written) if written.isdecimal() else han_number(written)
    if not found or found > HIGHEST_NUMBER:
        raise NotAPlace(value=text)
    return found
