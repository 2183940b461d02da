"""The contract of an importer. A module names its importers in its manifest: slots → importers."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from property_ops.framework.approval.domain import Rights
from property_ops.framework.importing.changes import Changes
from property_ops.framework.importing.columns import Column
from property_ops.framework.importing.questions import ImportQuestion
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.framework.permissions import rights
from property_ops.framework.scope import sees_all_estates
from property_ops.kernel.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Claim:
    """A row that would make somebody pay: of which estate and thing, in words, and of which days `[start, end)`."""

    row: RegisterRow
    estate: str
    key: str
    words: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class ApprovedBy:
    """Two persons: who prepared what is carried out now, and who approves it."""

    prepared_by: User
    prepared_at: datetime
    decided_by: User
    decided_at: datetime


@dataclass(slots=True)
class Run:
    """One import of one file. `as_of` is the day from which a changed owner, tenant or occupancy counts.

    `written` holds what other files of the same import wrote: what a row is of → file and cells. `approval` is there
    where rows are carried out that waited; else `claims` takes the rows that must wait. `answers` are what the person
    said to the questions of importers, by key.
    """

    file: str
    by: User
    as_of: date
    changes: Changes
    written: dict[Hashable, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    approval: ApprovedBy | None = None
    claims: list[Claim] = field(default_factory=list)
    answers: Mapping[str, str] = field(default_factory=dict)

    def must_wait(self, claim: Claim) -> bool:
        """Of a row that would make somebody pay (docs/product.md rule 23): whether nothing may be written for it now.

        Then it waits for another person; it comes again once they approved it, and may be written.
        """
        if self.approval is not None:
            return False
        self.claims.append(claim)
        claim.row.outcome = RowOutcome.WAITING
        return True


class Importer(ABC):
    """Recognises a register by its columns, and turns its rows into changes of the database.

    `right` is the permission of the page that does the same, asked at every door. The register of a whole company is
    read from nobody who sees only some estates; in all others the importer knows only the estates that `run.by` sees.
    `approval` is the permission of the second person, for a register whose rows may make somebody pay. It is exported
    as it is `stored`, or says why it is `not_exported`.
    """

    name: ClassVar[str]
    title: ClassVar[str]  # msgid
    right: ClassVar[str]
    approval: ClassVar[str] = ""
    company_wide: ClassVar[bool] = False
    columns: ClassVar[Sequence[Column]]
    questions: ClassVar[Sequence[ImportQuestion]] = ()
    after: ClassVar[Sequence[str]] = ()  # names of importers whose registers must be there first
    not_exported: ClassVar[str] = ""  # msgid

    @property
    def rights(self) -> Rights:
        return Rights(prepare=self.right, approve=self.approval)

    def refuse(self, by: User) -> None:
        """Raises NotAllowed for who may not bring this register."""
        if not self.is_open_to(by):
            raise NotAllowed(user=str(by), permission=self.right)

    def is_open_to(self, user: User) -> bool:
        return user.has_perm(self.right) and (not self.company_wide or sees_all_estates(user))

    def is_foot(self, row: Sequence[Any]) -> bool:
        """Whether the register ends above this row: what follows is no row of it, but kept as the table's `foot`."""
        return False

    def complete(self, table: RegisterTable) -> None:  # noqa: B027  # many registers need nothing here
        """What can be concluded from the sheet alone, once all its rows are read. Touches no database."""

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        """Rows by the columns' names, of what `by` sees, as it stands on that day. Imported again for that day, they
        change nothing. Not asked for where it is `not_exported`."""
        raise NotImplementedError

    @abstractmethod
    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        """Compare all sheets of this kind in the file with the database: note problems, collect `run.changes`,
        and set each row's outcome."""


def fault_of(plugged: Any) -> str:
    """What is wrong with something plugged in as importers, in a sentence; empty if nothing is."""
    made = plugged()
    for importer in made if isinstance(made, Sequence) else (made,):
        if not isinstance(importer, Importer):
            return f"{importer!r} is no Importer"
        if getattr(importer, "right", None) not in rights():
            return f"{importer.name} names no declared `right`, the permission of who may import it"
        if importer.approval and importer.approval not in rights():
            return f"{importer.name} names {importer.approval} as its `approval`, which no access.csv declares"
        if not importer.not_exported and type(importer).stored is Importer.stored:
            return f"{importer.name} neither tells what is `stored` nor says why it is `not_exported`"
    return ""
