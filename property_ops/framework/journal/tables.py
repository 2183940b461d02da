"""Which tables are watched: all of ours, but those that say by what else a change of them is found."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps

OURS = "po_"
NOT_WATCHED = {"po_framework_user": ("password", "last_login")}
"""Columns that change at every log-in, or that nobody needs a second copy of."""


@dataclass(frozen=True, slots=True)
class WatchedTable:
    name: str
    key: str
    columns: tuple[str, ...]
    binary: frozenset[str] = frozenset()

    @property
    def left_out(self) -> tuple[str, ...]:
        return NOT_WATCHED.get(self.name, ())


@cache
def watched_tables() -> tuple[WatchedTable, ...]:
    """In the order of their names."""
    models = (model for model in apps.get_models(include_auto_created=True) if is_watched(model))
    return tuple(sorted(map(_table_of, models), key=lambda table: table.name))


def is_watched(model: Any) -> bool:
    """A model says by `journal = "…"` why there is none of it."""
    return model._meta.managed and model._meta.db_table.startswith(OURS) and not hasattr(model, "journal")


def _table_of(model: Any) -> WatchedTable:
    meta = model._meta
    skipped = NOT_WATCHED.get(meta.db_table, ())
    columns = [field for field in meta.concrete_fields if field.column not in skipped]
    binary = frozenset(field.column for field in columns if field.get_internal_type() == "BinaryField")
    return WatchedTable(meta.db_table, meta.pk.column, tuple(field.column for field in columns), binary)
