"""Places that people name in the memo of a payment: BC01-1-2-301, 1号楼2单元301, ６－２－３０１, 三号楼二单元501."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from property_ops.kernel.writing import folded, han_number, squeezed

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
_NO_BOUND = re.compile(r"(?<![0-9A-Z])\s+|\s+(?![0-9A-Z零一二三四五六七八九十第])")
"""A blank is one between two numbers: 120 4-4-102 has no building 1204. Elsewhere it says nothing: 3 号楼."""
_SEVERAL_BLANKS = re.compile(r"\s+")
_BEHIND_ESTATE = r"[-_:/#,;.]*"
_BEHIND_BUILDING = rf"(?:(?:{_BUILDING}-?|-)\d{{1,3}}(?:{_ENTRANCE}-?|-)\d{{3}}|{_BUILDING}-?\d{{3}})"
_CODE_ENDS = rf"(?:(?![A-Z0-9]|{_BEHIND_BUILDING})|(?=\d{{1,4}}{_BEHIND_BUILDING}))"
_OF_AN_ESTATE = re.compile(r"(?:小区|社区)\Z")
_MORE_ROOMS = re.compile(r"室?(?:及|和|与|,|/|&|\+)(\d{3,5}[A-Z]?)(?![\d.A-Z-]|[年月元度块])")


@dataclass(frozen=True, slots=True)
class MemoAddress:
    """`estate` is the code, if it is named; `entrance` is None where it is not."""

    estate: str
    building: int
    entrance: int | None
    room: str


@dataclass(frozen=True, slots=True)
class EstateWords:
    """The codes and names by which memos may name estates: word → ids. `short` are names without 小区 behind them:
    they may be part of a person's name, too."""

    words: Mapping[str, frozenset[int]]
    short: Mapping[str, frozenset[int]]

    @classmethod
    def of(cls, estates: Iterable[tuple[int, str, str]]) -> "EstateWords":
        """From id, code and name of each."""
        words, short = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
        for pk, code, name in estates:
            written = squeezed(name).upper()
            for word in {code.upper(), written} - {""}:
                words[word].add(pk)
            bare = _OF_AN_ESTATE.sub("", written)
            if bare != written and len(bare) > 1:
                short[bare].add(pk)
        return cls(*({word: frozenset(ids) for word, ids in found.items()} for found in (words, short)))


@dataclass(frozen=True, slots=True)
class MemoReading:
    """The places that a memo names; the estates that it names beside them, for certain and perhaps (ids)."""

    places: list[MemoAddress]
    estates: frozenset[int]
    perhaps: frozenset[int]


def read_memo(memo: str, estates: EstateWords) -> MemoReading:
    """Every place that the text names, each once; a full code is not read as a shorter address as well, and what
    belongs to the name of an estate is no number of a building."""
    text = _SEVERAL_BLANKS.sub(" ", _NO_BOUND.sub("", folded(memo).upper()))
    found: dict[MemoAddress, None] = {}
    for match in _CODE.finditer(text):
        for room in (match[4], *_rooms_after(text, match.end())):
            found[MemoAddress(match[1], int(match[2]), int(match[3]), room)] = None
    rest, named = _taken_out(_CODE.sub(" ", text), estates.words)
    rest, perhaps = _taken_out(rest, estates.short)
    rest = _in_digits(rest)
    for match in _FULL.finditer(rest):
        for room in (match[3], *_rooms_after(rest, match.end())):
            found[MemoAddress("", int(match[1]), int(match[2]), room)] = None
    for match in _NO_ENTRANCE.finditer(_FULL.sub(" ", rest)):
        found[MemoAddress("", int(match[1]), None, match[2])] = None
    return MemoReading(list(found), named, perhaps)


def places_in(memo: str) -> list[MemoAddress]:
    """As `read_memo`, where no estate is known."""
    return read_memo(memo, _NO_ESTATES).places


def _taken_out(text: str, words: Mapping[str, frozenset[int]]) -> tuple[str, frozenset[int]]:
    """The text without these words, the longest first, and whose they are. A code ends where its letters and digits
    end, or where an address begins: BC054号楼 is BC05, 4号楼."""
    found: frozenset[int] = frozenset()
    for word in sorted((word for word in words if word in text), key=len, reverse=True):
        begins, ends = ("(?<![A-Z0-9])", _CODE_ENDS) if word[-1].isdigit() and word.isascii() else ("", "")
        shorter = re.sub(rf"{begins}{re.escape(word)}{ends}{_BEHIND_ESTATE}", " ", text)
        if shorter != text:
            text, found = shorter, found | words[word]
    return text, found


_NO_ESTATES = EstateWords({}, {})


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
