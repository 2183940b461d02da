"""The evidence behind a line as neutral data: a screen, a paper and a resident's page draw the same block alike.

Texts that are translated are msgids or `Phrase`; names, places and numbers of papers stay as they are written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from property_ops.kernel.money import Yuan
from property_ops.kernel.text import Phrase

Value = str | int | Decimal | date | Yuan | Phrase | None
"""What a fact or a cell holds; None and "" are shown as a dash."""


@dataclass(frozen=True, slots=True)
class EvidenceFact:
    label: str  # a msgid
    value: Value


@dataclass(frozen=True, slots=True)
class EvidenceColumn:
    """`names_people`: residents do not see it (docs/product.md rule 20)."""

    heading: str  # a msgid
    is_number: bool = False
    names_people: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """Each row, and `foot` if there is one, has a value per column. `without_names` says in a sentence what residents
    do not see in columns."""

    columns: tuple[EvidenceColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    foot: tuple[Value, ...] = ()
    without_names: Phrase | None = None

    def cells(self) -> list[list[tuple[EvidenceColumn, Value]]]:
        """Every row as pairs of column and value."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]

    def foot_cells(self) -> list[tuple[EvidenceColumn, Value]]:
        return list(zip(self.columns, self.foot, strict=True))

    def for_residents(self) -> EvidenceTable:
        """Without the columns that name people."""
        kept = [place for place, column in enumerate(self.columns) if not column.names_people]

        def cut(row: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(row[place] for place in kept) if row else row

        return EvidenceTable(cut(self.columns), tuple(map(cut, self.rows)), cut(self.foot))


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    """A page of this site. Residents see only what is `public`."""

    words: Phrase
    address: str
    public: bool = False


@dataclass(frozen=True, slots=True)
class EvidencePicture:
    """A picture of what was done: `stored` is the row of the store, `key` the source's own name of it, of letters and
    digits. Each page gives it an address of its own. Residents see only what is `public`."""

    key: str
    words: str  # in the reader's language
    stored: Any
    public: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceToday:
    """Pages and pictures about a line, as they are when somebody looks; nothing of it is frozen."""

    links: Sequence[EvidenceLink] = ()
    pictures: Sequence[EvidencePicture] = ()


@dataclass(frozen=True, slots=True)
class EvidenceBlock:
    """What was delivered and accepted.

    `heading_of` goes on with names and places that nobody translates: `Work order GD-1 · 路面修补 · 3号楼前`.
    `says_amount`: the block itself says how the amount comes about; quantity × price × ratio is not shown beside it.
    """

    heading: Phrase
    heading_of: tuple[str, ...] = ()
    icon: str = "file-check"
    facts: tuple[EvidenceFact, ...] = ()
    table: EvidenceTable | None = None
    sentences: tuple[Phrase, ...] = ()
    links: tuple[EvidenceLink, ...] = ()
    says_amount: bool = False

    def for_residents(self) -> EvidenceBlock:
        """As residents see it: without names of people, and with nothing that only staff may open."""
        table, sentences = self.table, self.sentences
        if table and any(column.names_people for column in table.columns):
            if table.without_names:
                sentences = (table.without_names, *sentences)
            table = table.for_residents()
        return replace(
            self,
            table=table,
            sentences=sentences,
            links=tuple(one for one in self.links if one.public),
        )


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What a statement says of it, where room is scarce: short sentences in Chinese, as the paper is.

    `factors` are those of the ratio (`16/31`, `0.95`) instead of the ratio itself; `remarks` stand below the figures;
    `instead` are printed in place of quantity, unit price and ratio, where these would say nothing.
    """

    factors: tuple[str, ...] | None = None
    remarks: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
