"""A column, record after record: what a list's own rows give, looked up once for the column and not for each cell."""

import inspect
from collections.abc import Callable
from typing import Any

import django_tables2 as tables
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import Model
from django_tables2.rows import BoundRow

_ARGUMENTS = ["value", "record", "column", "bound_column", "bound_row", "table"]
"""What `render` and `value` of a column may ask for, by name."""


class CellReader:
    """Reads the column of a record (`stored`) and calls `function`, its `render` or `value`, with what it asks for."""

    def __init__(self, column: Any, function: Callable[..., Any]) -> None:
        self._column, self._table = column, column._table
        self._accessor = tables.A(column.accessor)
        self._path = tuple(self._accessor.bits)
        self._function = function
        self._is_as_stored = getattr(function, "__func__", None) is tables.Column.render
        parameters = inspect.signature(function).parameters
        takes_all = any(one.kind is one.VAR_KEYWORD for one in parameters.values())
        self._wanted = {name for name in _ARGUMENTS if takes_all or name in parameters}
        whole = {"table": self._table, "column": column.column, "bound_column": column}
        self._same_for_all = {name: value for name, value in whole.items() if name in self._wanted}
        self._words: str | None = None  # the method that says a choice in words; "" without choices
        self._said: dict[Any, Any] = {}

    def told(self, record: Any, value: Any) -> Any:
        """What the function makes of what is stored."""
        if self._is_as_stored:
            return value
        given = self._same_for_all.copy()
        if "value" in self._wanted:
            given["value"] = value
        if "record" in self._wanted:
            given["record"] = record
        if "bound_row" in self._wanted:
            given["bound_row"] = BoundRow(record, table=self._table)
        return self._function(**given)

    def stored(self, record: Any) -> Any:
        """In words, where it is a choice; None if there is nothing."""
        if self._words is None:
            self._words = self._method_with_words(record)
        if not self._words:
            return self._resolved(record)
        holder, name = self._accessor.penultimate(record)
        if holder is None:
            return None
        stored = getattr(holder, name)
        if stored not in self._said:
            self._said[stored] = getattr(holder, self._words)()
        return self._said[stored]

    def _resolved(self, record: Any) -> Any:
        """As the accessor does it; without its many questions where each step is an attribute that is there."""
        if isinstance(record, dict):
            return self._accessor.resolve(record, quiet=True)
        found = record
        try:
            for name in self._path:
                found = getattr(found, name)
        except (AttributeError, ObjectDoesNotExist):
            return self._accessor.resolve(record, quiet=True)
        return self._accessor.resolve(record, quiet=True) if callable(found) else found

    def _method_with_words(self, record: Any) -> str:
        if not isinstance(record, Model):
            return ""
        try:
            field = self._accessor.get_field(record)
        except FieldDoesNotExist:
            return ""
        return f"get_{field.name}_display" if getattr(field, "choices", None) else ""


def as_shown(column: Any) -> Callable[[Any], Any]:
    """What a page shows in this column of a record: with its link, or what the column has for nothing."""
    reader, link = CellReader(column, column.render), column.link
    empty, nothing = column.column.empty_values, column.default
    table = column._table
    same_for_all = {"column": column.column, "bound_column": column, "table": table}

    def shown(record: Any) -> Any:
        value = reader.stored(record)
        if value in empty:
            return nothing
        content = reader.told(record, value)
        if link is None:
            return content
        return link(content, value=value, record=record, bound_row=BoundRow(record, table=table), **same_for_all)

    return shown


def as_value(column: Any) -> Callable[[Any], Any]:
    """What Excel gets of this column of a record: its own way to a value; without one, what people see."""
    function: Callable[..., Any] = column.value
    if getattr(function, "__func__", None) is tables.Column.value:
        function = column.column.render
    reader, empty = CellReader(column, function), column.column.empty_values

    def read(record: Any) -> Any:
        value = reader.stored(record)
        return None if value is None or value in empty else reader.told(record, value)

    return read
