"""The contract of an importer. A module names its importers in its manifest: slots → importers."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from property_ops.framework.importing.changes import Changes
from property_ops.framework.importing.columns import Column
from property_ops.framework.importing.questions import ImportQuestion
from property_ops.framework.importing.tables import RegisterTable
from property_ops.framework.models import User
from property_ops.framework.permissions import rights
from property_ops.framework.scope import sees_all_estates
from property_ops.kernel.errors import NotAllowed


@dataclass(slots=True)
class Run:
    """One import of one file. `as_of` is the day from which a changed owner, tenant or occupancy counts.

    `written` holds what other files of the same import wrote: what a row is of → file and cells. `answers` are what the
    person said to the questions of importers, by key.
    """

    file: str
    by: User
    as_of: date
    changes: Changes
    written: dict[Hashable, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


class Importer(ABC):
    """Recognises a register by its columns, and turns its rows into changes of the database.

    `right` is the permission of the page that does the same, asked at every door. The register of a whole company is
    read from nobody who sees only some estates; in all others the importer knows only the estates that `run.by` sees.
    """

    name: ClassVar[str]
    title: ClassVar[str]  # msgid
    right: ClassVar[str]
    company_wide: ClassVar[bool] = False
    columns: ClassVar[Sequence[Column]]
    questions: ClassVar[Sequence[ImportQuestion]] = ()
    after: ClassVar[Sequence[str]] = ()  # names of importers whose registers must be there first

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
    return ""
