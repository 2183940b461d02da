"""The scope of apportionment of a work as the office writes it: 全小区, 4号楼, 1-3号楼, 3号楼2单元, 1、2号楼和5#."""

import re
from dataclasses import dataclass, field

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import han_number, squeezed

HIGHEST_NUMBER = 9_999
LONGEST_RANGE = 500

_WHOLE_ESTATE = {
    "全小区",
    "整个小区",
    "全体",
    "全区",
    "小区",
    "全部",
    "所有楼栋",
    "全部楼栋",
    "全体业主",
    "全小区业主",
    "全小区分摊",
    "全体住户",
}
_NUMBER = r"(?:\d+|[零〇一二两三四五六七八九十百]+)"
_BUILDING_WORD = r"(?:号楼|#楼|栋|幢|座|#|楼)"
_ENTRANCE_WORD = r"(?:单元|单)"
_BUILDINGS = rf"(?P<b1>{_NUMBER})(?:{_BUILDING_WORD}?[-~至到](?P<b2>{_NUMBER}))?{_BUILDING_WORD}"
_ENTRANCES = rf"(?P<e1>{_NUMBER})(?:{_ENTRANCE_WORD}?[-~至到](?P<e2>{_NUMBER}))?"
_PART = re.compile(rf"(?:{_BUILDINGS})?(?:-?{_ENTRANCES}(?P<word>{_ENTRANCE_WORD})?)?\Z")
_WHO = re.compile(r"(?<=[楼元栋幢#])(?:全体|全部|所有)?(?:业主|住户|居民)?(?:分摊)?\Z")
_BETWEEN = re.compile(r"[,;/+]|以及|和|与|及")


class NotAScope(BusinessError, ValueError):
    code = "not_a_scope"
    message = gettext_noop("“%(value)s” is no scope of apportionment.")


@dataclass(frozen=True, slots=True)
class ApportionmentScope:
    """The whole estate, or some buildings and some entrances of buildings."""

    whole_estate: bool = False
    buildings: frozenset[int] = field(default_factory=frozenset)
    entrances: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    def covers(self, building: int, entrance: int) -> bool:
        return self.whole_estate or building in self.buildings or (building, entrance) in self.entrances

    def missing_in(self, places: set[tuple[int, int]]) -> list[str]:
        """What the scope names and `places` (building, entrance) have not, as the office writes it."""
        known = {building for building, _entrance in places}
        buildings = [f"{building}号楼" for building in sorted(self.buildings - known)]
        return buildings + [f"{building}号楼{entrance}单元" for building, entrance in sorted(self.entrances - places)]


def parse_scope(text: str) -> ApportionmentScope:
    """Read a scope; what is not understood in full is refused. Raises NotAScope.

    A number without a word takes the word that follows in its list: 1、2号楼 are two buildings, 3号楼1、2单元 two
    entrances of one.
    """
    written = _WHO.sub("", squeezed(text).rstrip(".;,"))
    if written in _WHOLE_ESTATE:
        return ApportionmentScope(whole_estate=True)
    reader = _Reader(text)
    for part in _BETWEEN.split(written):
        reader.take(part)
    return reader.scope()


class _Reader:
    """Reads the parts of a list from left to right; `waiting` are numbers whose word has not come yet."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._buildings: set[int] = set()
        self._entrances: set[tuple[int, int]] = set()
        self._waiting: list[int] = []
        self._current: list[int] = []  # the buildings whose entrances are being listed

    def take(self, part: str) -> None:
        match = _PART.match(part)
        if not match or not part:
            raise NotAScope(value=self._text)
        buildings = self._range(match["b1"], match["b2"])
        entrances = self._range(match["e1"], match["e2"])
        if buildings:
            self._take_buildings(buildings, entrances, ends_list=bool(match["word"]))
        elif match["word"]:
            self._take_entrances(entrances)
        else:
            self._waiting += entrances

    def _take_buildings(self, buildings: list[int], entrances: list[int], *, ends_list: bool) -> None:
        if self._current and self._waiting:
            raise NotAScope(value=self._text)
        if entrances and self._waiting:
            raise NotAScope(value=self._text)
        self._buildings.update(self._waiting)
        self._waiting = []
        self._current = buildings if entrances else []
        if not entrances:
            self._buildings.update(buildings)
        elif ends_list:
            self._take_entrances(entrances)
        else:
            self._waiting = entrances

    def _take_entrances(self, entrances: list[int]) -> None:
        if not self._current:
            raise NotAScope(value=self._text)
        self._entrances |= {
            (building, entrance) for building in self._current for entrance in [*self._waiting, *entrances]
        }
        self._waiting = []

    def scope(self) -> ApportionmentScope:
        if self._current and self._waiting:
            raise NotAScope(value=self._text)
        self._buildings.update(self._waiting)
        entrances = {place for place in self._entrances if place[0] not in self._buildings}
        if not self._buildings and not entrances:
            raise NotAScope(value=self._text)
        return ApportionmentScope(buildings=frozenset(self._buildings), entrances=frozenset(entrances))

    def _range(self, first: str | None, last: str | None) -> list[int]:
        if first is None:
            return []
        low = self._number(first)
        high = low if last is None else self._number(last)
        if not low <= high < low + LONGEST_RANGE:
            raise NotAScope(value=self._text)
        return list(range(low, high + 1))

    def _number(self, written: str) -> int:
        found = int(written) if written.isdecimal() else han_number(written)
        if not found or found > HIGHEST_NUMBER:
            raise NotAScope(value=self._text)
        return found
