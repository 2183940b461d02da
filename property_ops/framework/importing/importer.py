"""The contract of an importer. A module names its importers in its manifest: slots → importers."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from property_ops.framework.importing.changes import Changes
from property_ops.framework.importing.columns import Column
from property_ops.framework.importing.tables import RegisterTable
from property_ops.framework.models import User


@dataclass(slots=True)
class Run:
    """One import of one file. `as_of` is the day from which a changed owner, tenant or occupancy counts.

    `written` holds what other files of the same import wrote: what a row is of → file and cells.
    """

    file: str
    by: User
    as_of: date
    changes: Changes
    written: dict[Hashable, tuple[str, dict[str, Any]]] = field(default_factory=dict)


class Importer(ABC):
    """Recognises a register by its columns, and turns its rows into changes of the database."""

    name: ClassVar[str]
    title: ClassVar[str]  # msgid
    columns: ClassVar[Sequence[Column]]
    after: ClassVar[Sequence[str]] = ()  # names of importers whose registers must be there first

    def is_foot(self, row: Sequence[Any]) -> bool:
        """Whether the register ends above this row: what follows is no row of it, but kept as the table's `foot`."""
        return False

    def complete(self, table: RegisterTable) -> None:  # noqa: B027  # many registers need nothing here
        """What can be concluded from the sheet alone, once all its rows are read. Touches no database."""

    @abstractmethod
    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        """Compare all sheets of this kind in the file with the database: note problems, collect `run.changes`,
        and set each row's outcome."""
