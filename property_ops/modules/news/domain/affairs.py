"""小区事务: what residents are told of an estate, whoever tells it. Nobody's name, phone, plate or debt is in it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AffairsRow:
    """`words`, with `more` under them in small; `end` stands at the right; `url` where it leads, without log-in."""

    words: str
    more: str = ""
    end: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class AffairsSection:
    """A heading and its rows, in the reader's language."""

    title: str
    rows: Sequence[AffairsRow]
    order: int = 100
