"""An installation from SQLite to PostgreSQL or back: its rows into an empty database; the data folder stays."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections

from property_ops.framework import audit
from property_ops.framework.backups import databases
from property_ops.framework.backups.carrying import TableCount, carry
from property_ops.framework.backups.databases import Database
from property_ops.framework.backups.errors import SamePlace, VerifiedOtherwise
from property_ops.framework.models import User
from property_ops.framework.serving.site import check_set_up

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Moved:
    target: Database
    tables: Sequence[TableCount]
    verified: str

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


def move(*, to: Database, by: User | None = None, progress: Progress | None = None) -> Moved:
    """All rows, proven table by table; then `verify` says of the new one what it says of the old one.

    Nobody may write meanwhile: the old one is held. Raises SamePlace, NotEmpty, InUse, NotCarried, UnknownTables.
    """
    check_set_up()
    source, data = databases.current(), Path(settings.DATA)
    if (source.path or source.url) == (to.path or to.url):
        raise SamePlace()
    to.must_be_empty()
    audit.record(by=by, action="backup.moved", subject=to.words)
    before = databases.run("verify", data=data, database=source)
    connections.close_all()
    with closing(source.end(alone=True)) as held:
        databases.make_tables(to, data=data)
        with closing(to.end()) as end:
            tables = carry(held, end, progress=progress)
        after = databases.run("verify", data=data, database=to)
    if before != after:
        raise VerifiedOtherwise(place=to.words, difference=_difference(before, after))
    return Moved(to, tables, after)


def _difference(before: str, after: str) -> str:
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return next((f"{one} ≠ {other}" for one, other in pairs if one != other), "…")
