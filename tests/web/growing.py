"""More rows of everything: of every row some like it, at the same parents, whatever the database's rules say of them.

What comes of it is no town that could be; it is there to be counted. Inside a transaction that is rolled back.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import connection, models

ROWS, COPIES = 3, 3
_numbers = count(1)
_LITERAL = re.compile(r"'(?:[^']|'')*'|\b\d+\b|%s")
_LIST = re.compile(r"\?(?:, \?)+")


def shape_of(sql: str) -> str:
    """The question without what it is asked about."""
    return _LIST.sub("?", _LITERAL.sub("?", sql))


def grown(before: Counter[str], after: Counter[str], *, by: int = COPIES) -> list[str]:
    """The questions that are asked more often, as for row after row."""
    return [f"{after[shape]} for {before[shape]} × {shape}" for shape in after if after[shape] - before[shape] >= by]


def grow() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
        for model in _ours():
            _copy(cursor, model)


def _ours() -> Iterator[Any]:
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and meta.app_label.startswith("po_") and meta.label_lower not in ALONE:
            yield model


ALONE = {"po_framework.user", "po_framework.lock"}
"""Who is logged in, and what is no row of anything."""


def _copy(cursor: Any, model: Any) -> None:
    meta = model._meta
    fields = list(meta.concrete_fields)
    changed = _names_of_unique(meta)
    names = ", ".join(f'"{field.column}"' for field in fields)
    cursor.execute(f'SELECT MAX("{meta.pk.column}") FROM {meta.db_table}')
    top = cursor.fetchone()[0]
    cursor.execute(f'SELECT {names} FROM {meta.db_table} ORDER BY "{meta.pk.column}" LIMIT {ROWS}')
    marks = ", ".join("%s" for _ in fields)
    for row in cursor.fetchall():
        for _ in range(COPIES):
            copy = [
                _stored(_other(field, value, top) if field.primary_key or field.name in changed else value)
                for field, value in zip(fields, row, strict=True)
            ]
            _long_ago(fields, copy)
            cursor.execute(f"INSERT OR IGNORE INTO {meta.db_table} ({names}) VALUES ({marks})", copy)


def _long_ago(fields: list[Any], copy: list[Any]) -> None:
    """What lasts from a day to a day lasts one day that nothing else has: such rows never overlap."""
    places = {field.name: place for place, field in enumerate(fields) if type(field) is models.DateField}
    if {"start", "end"} <= places.keys():
        day = date(1900, 1, 1) + timedelta(days=next(_numbers))
        copy[places["start"]], copy[places["end"]] = str(day), str(day + timedelta(days=1))


def _stored(value: Any) -> Any:
    return value if value is None or isinstance(value, (int, bytes)) else str(value)


def _names_of_unique(meta: Any) -> set[str]:
    """One field at least of each unique constraint, such as may be any value."""
    sets = [[field.name] for field in meta.concrete_fields if field.unique and not field.primary_key]
    sets += [list(one) for one in meta.unique_together]
    sets += [list(one.fields) for one in meta.constraints if isinstance(one, models.UniqueConstraint) and one.fields]
    return {min(names, key=lambda name: _ties(meta.get_field(name))) for names in sets}


def _ties(field: Any) -> tuple[int, int]:
    """How much hangs on the value of a field: on a number little, on a word of many, on another row most."""
    kinds = (models.IntegerField, models.CharField, models.DateField)
    if field.is_relation or field.choices:
        return len(kinds) + 1 + field.is_relation, 0
    place = next((place for place, kind in enumerate(kinds) if isinstance(field, kind)), len(kinds))
    return place, -(field.max_length or 0)


def _other(field: Any, value: Any, top: Any) -> Any:
    number = next(_numbers)
    if field.is_relation:
        return value
    if isinstance(value, int):
        return (top if field.primary_key and isinstance(top, int) else value) + 1000 + number
    if isinstance(field, models.UUIDField) or isinstance(value, UUID):
        return uuid4().hex
    if isinstance(value, (date, datetime)):
        return value + timedelta(days=number)
    text = str(value)
    return f"{text[: max(0, (field.max_length or 99) - 5)]}x{number}" if value is not None else None
