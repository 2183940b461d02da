"""The columns that a register may have, and how their heads are recognised."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from property_ops.kernel.quantity import SQUARE_METRES, spelled
from property_ops.kernel.writing import squeezed

_BRACKETS = re.compile(r"[(\[【〔{〈<].*?[)\]】〕}〉>]")
_SIDE = re.compile(r"[(\[【〔{](收入|支出|支取|存入|转入|转出|借方?|贷方?)[)\]】〕}]")
_EDGES = re.compile(r"^[*#☆★:;,.\-_/]+|[*#☆★:;,.\-_/]+$")
_UNIT = re.compile(rf"({spelled((*SQUARE_METRES, '元/月', '元/个·月', '元', '米', '%'))})\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """`heads` are the words over it on paper, the usual one first.

    `required`: a sheet without the column is refused. `needed`: a row with a blank cell is refused; otherwise the
    blank cell is `default`. `key`: a row without any key is no row of the register but a note. `common`: other
    registers have it too, so it does not tell what a sheet is. `counts_once`: a cell merged over several rows would be
    one amount for all of them, not one for each. `lenient`: what cannot be read is a warning, and
    `default` is stored. `words`: a column under another head, in which nothing but these words stands, is this one.
    """

    name: str
    heads: tuple[str, ...]
    parse: Callable[[Any], Any]
    required: bool = True
    needed: bool = True
    default: Any = None
    key: bool = False
    common: bool = False
    lenient: bool = False
    is_money: bool = False
    is_ratio: bool = False
    is_date: bool = False
    counts_once: bool = False
    words: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        return self.heads[0]

    def says(self, cell: Any) -> bool:
        """Whether it is one of its words: a minus alone says “out”, where elsewhere it says nothing."""
        return bool(self.words) and isinstance(cell, str) and squeezed(cell).upper() in self.words


def optional(name: str, heads: tuple[str, ...], parse: Callable[[Any], Any], default: Any = "", **rest: Any) -> Column:
    """A column that a sheet need not have, and whose cells may be blank."""
    return Column(name, heads, parse, required=False, needed=False, default=default, **rest)


def head_keys(cell: Any) -> list[str]:
    """The forms under which a head may be known, the fullest first: 建筑面积(㎡) → 建筑面积; 单价元 → 单价元, 单价.

    What a bracket says of the side of an account is never dropped: 交易金额(收入) is not 交易金额.
    """
    if not isinstance(cell, str) or not cell or len(cell) > 60:
        return []
    return list(_keys_of(cell))


@lru_cache(maxsize=8192)
def _keys_of(head: str) -> tuple[str, ...]:
    """The heads of the registers themselves are asked for again with every row that may be one of heads."""
    written = squeezed(head).lower()
    if _SIDE.search(written):
        return (written,)
    bare = _EDGES.sub("", _BRACKETS.sub("", written) or written.strip("()[]【】〔〕{}〈〉<>"))
    keys = [bare, _UNIT.sub("", bare)]
    return tuple(key for index, key in enumerate(keys) if key and key not in keys[:index])


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """Where the columns of a register stand: column name → index and head as written."""

    places: Mapping[str, int]
    heads: Mapping[str, str]
    doubles: tuple[tuple[str, str, str], ...] = field(default=())  # column title, first head, second head


def match_columns(columns: Sequence[Column], options: Sequence[Sequence[str]], written: Sequence[str]) -> ColumnMatch:
    """Find columns under heads; `options[i]` are the keys that the head at index i may be known by."""
    known = {
        key: (column, rank) for column in columns for rank, head in enumerate(column.heads) for key in head_keys(head)
    }
    best: dict[str, tuple[int, int]] = {}
    doubles = []
    for index, keys in enumerate(options):
        found = next((known[key] for key in keys if key in known), None)
        if found is None:
            continue
        column, rank = found
        other = best.get(column.name)
        if other is None or rank < other[0]:
            best[column.name] = (rank, index)
        elif rank == other[0]:
            doubles.append((column.title, written[other[1]], written[index]))
    return ColumnMatch(
        {name: index for name, (_rank, index) in best.items()},
        {name: written[index] for name, (_rank, index) in best.items()},
        tuple(doubles),
    )


def known_by_words(
    columns: Sequence[Column], match: ColumnMatch, written: Sequence[str], rows: Sequence[Sequence[Any]]
) -> ColumnMatch:
    """With columns that are told by what stands in them: banks name the one with 借/贷 or 来账/往账 in a dozen ways."""
    places, heads = dict(match.places), dict(match.heads)
    for column in columns:
        if not column.words or column.name in places:
            continue
        free = (place for place, head in enumerate(written) if head and place not in places.values())
        found = next((place for place in free if _says_only(rows, place, column)), None)
        if found is not None:
            places[column.name], heads[column.name] = found, written[found]
    return ColumnMatch(places, heads, match.doubles)


def _says_only(rows: Sequence[Sequence[Any]], place: int, column: Column) -> bool:
    is_told = False
    for row in rows:
        cell = row[place] if place < len(row) else ""
        if cell in ("", None):
            continue
        if not column.says(cell):
            return False
        is_told = True
    return is_told
