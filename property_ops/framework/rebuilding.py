"""Migrations that change tables which the database's own rules guard (framework/triggers.py)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from property_ops.framework.new_tables import NewTables


class RulesStay(NewTables):
    """A migration that changes columns or constraints of tables, and leaves all triggers in force.

    SQLite makes a changed table anew: the old one would take its triggers along, and those of others that name it stand
    in the way.
    """

    def apply(self, project_state: Any, schema_editor: Any, collect_sql: bool = False) -> Any:
        with _triggers_aside(schema_editor.connection):
            return super().apply(project_state, schema_editor, collect_sql)

    def unapply(self, project_state: Any, schema_editor: Any, collect_sql: bool = False) -> Any:
        with _triggers_aside(schema_editor.connection):
            return super().unapply(project_state, schema_editor, collect_sql)


@contextmanager
def _triggers_aside(connection: Any) -> Iterator[None]:
    """SQLite's triggers are taken away and made again afterwards; a migration is one transaction, so never half."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _table, _statement in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
    yield
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for _name, table, statement in triggers:
            if table in tables:
                cursor.execute(statement)
