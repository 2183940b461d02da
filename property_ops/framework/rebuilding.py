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
        with _triggers_stay(schema_editor):
            return super().apply(project_state, schema_editor, collect_sql)

    def unapply(self, project_state: Any, schema_editor: Any, collect_sql: bool = False) -> Any:
        with _triggers_stay(schema_editor):
            return super().unapply(project_state, schema_editor, collect_sql)


@contextmanager
def _triggers_stay(editor: Any) -> Iterator[None]:
    if editor.connection.vendor != "sqlite":
        yield
        return
    remake = editor._remake_table

    def remake_below_its_triggers(model: Any, **changes: Any) -> None:
        with _triggers_aside(editor.connection, model._meta.db_table):
            remake(model, **changes)

    editor._remake_table = remake_below_its_triggers
    try:
        yield
    finally:
        del editor._remake_table


@contextmanager
def _triggers_aside(connection: Any, table: str) -> Iterator[None]:
    """SQLite's triggers that name the table are away meanwhile; a migration is one transaction, so never half."""
    naming = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND instr(sql, %s)"
    with connection.cursor() as cursor:
        cursor.execute(naming, [table])
        triggers = cursor.fetchall()
        for name, _statement in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield
        for _name, statement in triggers:
            cursor.execute(statement)
