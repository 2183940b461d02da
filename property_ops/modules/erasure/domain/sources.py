"""What modules say of a former resident's personal data: of slot `personal_data`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

ERASED = "（已删除）"
"""Stands where a name stood, on screens and in the journal: data of the office, in Chinese whoever reads it."""


@dataclass(frozen=True, slots=True)
class ErasedRow:
    """Of one row: `texts` are blacked out in the journal too; `more` only follows from it."""

    model: Any
    pk: int
    texts: Mapping[str, str]
    more: Mapping[str, Any]


class PersonalData:
    """Subclasses are plugged in as objects. `title` says in Chinese, on the paper, what is erased."""

    title: ClassVar[str]

    def rows(self, tenure: Any) -> Iterator[ErasedRow]:
        """What says something of this person, and what it says instead from now on."""
        raise NotImplementedError

    def forbids(self, tenure: Any, *, today: date) -> Sequence[str]:
        """Why nothing may be erased yet, in the reader's language."""
        return ()
