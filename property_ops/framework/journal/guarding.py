"""The triggers that write the journal. They follow the models, so that a new column needs no second migration.

While migrations run they stand aside; afterwards they are made anew, and what is not as the journal says is written
down as found so.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from property_ops.framework.journal.comparing import unlike
from property_ops.framework.journal.tables import WatchedTable, watched_tables
from property_ops.framework.models import JournalRow
from property_ops.framework.models.journal import JournalEvent

JOURNAL = "po_framework_journalrow"
EVENTS = ("INSERT", "UPDATE", "DELETE")
PREFIX = "po_journal_"
WRITE = f"{PREFIX}write"
NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
COLUMNS = "of_table, of_row, event, content, at"
FUNCTION = (
    f"CREATE OR REPLACE FUNCTION {WRITE}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"INSERT INTO {JOURNAL} ({COLUMNS}) SELECT TG_TABLE_NAME, to_jsonb(one)->>TG_ARGV[0], left(TG_OP, 1), "
    "(to_jsonb(one) - TG_ARGV[1]::text[])::text, clock_timestamp() FROM changed one; RETURN NULL; END $$"
)
SHOWN = {"sqlite": "json_object({pairs})", "postgresql": "(to_jsonb({row}) - '{left_out}'::text[])::text"}


def name_of(table: WatchedTable, event: str) -> str:
    return f"{PREFIX}{table.name.removeprefix('po_')}_{event.lower()}"


def content_of(table: WatchedTable, row: str, vendor: str) -> str:
    """SQL that gives the row as JSON: `row` is its name, or NEW or OLD."""
    if vendor == "postgresql":
        return SHOWN[vendor].format(row=row, left_out=_array(table.left_out))
    values = ((name, f'hex({row}."{name}")' if name in table.binary else f'{row}."{name}"') for name in table.columns)
    return SHOWN[vendor].format(pairs=", ".join(f"'{name}', {value}" for name, value in values))


def statement_of(table: WatchedTable, event: str, vendor: str) -> str:
    name, row = name_of(table, event), "OLD" if event == "DELETE" else "NEW"
    if vendor == "postgresql":
        return (
            f"CREATE TRIGGER {name} AFTER {event} ON {table.name} REFERENCING {row} TABLE AS changed "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {WRITE}('{table.key}', '{_array(table.left_out)}')"
        )
    return (
        f"CREATE TRIGGER {name} AFTER {event} ON {table.name} BEGIN INSERT INTO {JOURNAL} ({COLUMNS}) VALUES "
        f"('{table.name}', {row}.\"{table.key}\", '{event[0]}', {content_of(table, row, vendor)}, {NOW}); END"
    )


def statements(vendor: str) -> dict[str, str]:
    """Every trigger of the journal by its name."""
    return {name_of(table, event): statement_of(table, event, vendor) for table in watched_tables() for event in EVENTS}


def stand_aside(**kwargs: Any) -> None:
    """Before migrations: they change tables, and what a trigger names may not be there any more."""
    if connection.alias != kwargs.get("using", connection.alias):
        return
    with connection.cursor() as cursor:
        for name, table in list(_there(cursor)):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")


def take_up(**kwargs: Any) -> None:
    """After migrations: the triggers, and what changed meanwhile. Nothing while the journal has no table yet."""
    if connection.alias != kwargs.get("using", connection.alias):
        return
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if JOURNAL not in tables:
            return
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        watched = [table for table in watched_tables() if table.name in tables]
        there = {name for name, _ in _there(cursor)}
        for table in watched:
            for event in EVENTS:
                if name_of(table, event) not in there:
                    cursor.execute(statement_of(table, event, connection.vendor))
    write_down(watched)


def write_down(tables: Iterable[WatchedTable]) -> None:
    """What is not as the journal says is from now on: found so."""
    for table in tables:
        found = list(unlike(table, content_of(table, "t", connection.vendor)))
        JournalRow.objects.bulk_create(
            [
                JournalRow(
                    of_table=table.name,
                    of_row=one.row,
                    event=JournalEvent.FOUND if one.now is not None else JournalEvent.DELETED,
                    content=one.now if one.now is not None else one.written or "",
                    at=timezone.now(),
                )
                for one in found
            ],
            batch_size=1000,
        )


def _there(cursor: Any) -> Iterator[tuple[str, str]]:
    """The journal's triggers and their tables."""
    if connection.vendor == "postgresql":
        cursor.execute("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    else:
        cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
    return ((name, table) for name, table in cursor.fetchall() if name.startswith(PREFIX))


def _array(names: Iterable[str]) -> str:
    return f"{{{','.join(names)}}}"
