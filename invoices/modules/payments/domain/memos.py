"""Places that people name in the memo of a payment: BC01-1-2-301, 1号楼2单元301, ６－２－３０１, 三号楼二单元501."""

import re
from dataclasses import dataclass

from property_ops.kernel.writing import han_number, squeezed

_CODE = re.compile(r"(?<![A-Z0-9])([A-Z]{1,6}\d{1,6})-(\d{1,4})-(\d{1,4})-([0-9]{1,5}[A-Z]?)(?![0-9A-Z-])")
_BUILDING = r"(?:号楼|#楼|栋楼|幢楼|号院|#|栋|幢|座|楼|号)"
_ENTRANCE = r"(?:单元|单|门洞|门|梯|#)"
_FULL = re.compile(
    rf"(?<![0-9A-Z.-])(\d{{1,4}})(?:{_BUILDING}-?|-)(\d{{1,3}})(?:{_ENTRANCE}-?|-)(\d{{3,5}}[A-Z]?)(?![0-9-])"
)
_NO_ENTRANCE = re.compile(rf"(?<![0-9A-Z.-])(\d{{1,4}}){_BUILDING}-?(\d{{3,5}}[A-Z]?)(?![0-9-])(?!{_ENTRANCE})")
# As cheques write numbers, as old people count, in circles, and as Hong Kong and Taiwan write.
_AS_USUAL = str.maketrans(
    dict(zip("壹贰叁肆伍陆柒捌玖拾佰單號樓棟門貳參陸", "一二三四五六七八九十百单号楼栋门二三六", strict=True))
    | {"廿": "二十", "卅": "三十"}
    | {chr(0x2460 + number): str(number + 1) for number in range(20)}
)
_HAN = re.compile("[第零一二三四五六七八九十百两壹贰叁肆伍陆柒捌玖拾佰貳參陸廿卅①-⑳單號樓棟門]")
_HAN_NUMBER = re.compile(rf"[零一二三四五六七八九十百两]+(?={_BUILDING}|{_ENTRANCE})")
_HAN_ROOM = re.compile(r"(?<![零一二三四五六七八九十百两])[零一二三四五六七八九]{3,5}(?![零一二三四五六七八九十百两])")
_ROOM_IN_HUNDREDS = re.compile(r"(?<=[元单门号楼栋幢座#第-])[一二三四五六七八九]百[零一二三四五六七八九十]*(?!\d)")
_ORDINAL = re.compile(rf"第(?=\d+(?:{_BUILDING}|{_ENTRANCE}|室))")
_MORE_ROOMS = re.compile(r"室?(?:及|和|与|,|/|&|\+)(\d{3,5}[A-Z]?)(?![\d.A-Z-]|[年月元度块])")


@dataclass(frozen=True, slots=True)
class MemoAddress:
    """`estate` is the code, if it is named; `entrance` is None where it is not."""

    estate: str
    building: int
    entrance: int | None
    room: str


def places_in(memo: str) -> list[MemoAddress]:
    """Every place that the text names, each once; a full code is not read as a shorter address as well."""
    text = _in_digits(squeezed(memo).upper())
    found: dict[MemoAddress, None] = {}
    for match in _CODE.finditer(text):
        for room in (match[4], *_rooms_after(text, match.end())):
            found[MemoAddress(match[1], int(match[2]), int(match[3]), room)] = None
    rest = _CODE.sub(" ", text)
    for match in _FULL.finditer(rest):
        for room in (match[3], *_rooms_after(rest, match.end())):
            found[MemoAddress("", int(match[1]), int(match[2]), room)] = None
    for match in _NO_ENTRANCE.finditer(_FULL.sub(" ", rest)):
        found[MemoAddress("", int(match[1]), None, match[2])] = None
    return list(found)


def _rooms_after(text: str, place: int) -> list[str]:
    """501及502: who pays for two homes names the second by its room."""
    rooms = []
    while more := _MORE_ROOMS.match(text, place):
        rooms.append(more[1])
        place = more.end()
    return rooms


def _in_digits(text: str) -> str:
    """十二号楼 as 12号楼, 第三栋 as 3栋, 五零一 as 501. 三三号楼 stays: it may be a name before a number."""
    if not _HAN.search(text):
        return text
    plain = _HAN_NUMBER.sub(_plain, text.translate(_AS_USUAL))
    plain = _ROOM_IN_HUNDREDS.sub(lambda match: str(han_number(match[0]) or match[0]), plain)
    return _ORDINAL.sub("", _HAN_ROOM.sub(lambda match: str(han_number(match[0])).zfill(len(match[0])), plain))


def _plain(match: re.Match[str]) -> str:
    written = match[0]
    number = han_number(written)
    if number is None or (len(written) > 1 and not set(written) & {"十", "百"}):
        return written
    return str(number)
