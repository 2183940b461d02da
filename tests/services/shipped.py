"""The data that the modules ship, as after `property-ops init`, without loading them anew for every test."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from invoices.modules.tariffs.testing import fee_items
from property_ops.framework import shipped_data


@dataclass(frozen=True)
class TableRows:
    """What the shipped data put into one table, as the database holds it."""

    model: type[models.Model]
    columns: list[str]
    rows: list[tuple[Any, ...]]

    def insert(self) -> None:
        names = ", ".join(map(connection.ops.quote_name, self.columns))
        places = ", ".join(["%s"] * len(self.columns))
        table = connection.ops.quote_name(self.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", self.rows)


_kept: list[TableRows] = []


def load_shipped() -> None:
    """Roles, chart of accounts, terms and fee items; for a test whose database is empty so far."""
    for table in _kept:
        table.insert()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in _kept]):
            cursor.execute(statement)


def keep_shipped() -> None:
    """Loads the data once, remembers what they came to, and takes them back."""
    with transaction.atomic():
        before = {model: _count(model) for model in _tables()}
        shipped_data.load_all()
        fee_items()
        _kept[:] = [_read(model) for model, count in before.items() if _count(model) != count]
        assert not any(before[table.model] for table in _kept), "these tables are empty in a new database"
        transaction.set_rollback(True)


def _tables() -> list[type[models.Model]]:
    """A table after those that its foreign keys point to."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def _count(model: type[models.Model]) -> int:
    return model._base_manager.count()


def _read(model: type[models.Model]) -> TableRows:
    columns = [str(field.column) for field in model._meta.local_concrete_fields]
    names = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {connection.ops.quote_name(model._meta.db_table)} ORDER BY 1")
        return TableRows(model, columns, [tuple(row) for row in cursor.fetchall()])
