"""The rows before and on a page, told from all others by what they are sorted by first: these few are sorted, then.

A database that sorts by columns of several tables puts all rows in order to show fifty. The first two columns are found
quickly, mostly in an index alone; of the third and on, only rows count that these let through.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q, QuerySet

MANY_ROWS = 5_000
"""Fewer are sorted as quickly as they are narrowed down."""
LEADING = 2


def is_worth_it(end: int, count: int) -> bool:
    """Whether the first `end` of so many rows are found more quickly: not the pages far behind."""
    return count > MANY_ROWS and end < count // 4


def up_to(rows: QuerySet[Any], end: int) -> QuerySet[Any]:
    """The rows in their order, without most of those behind the first `end` of them."""
    leading = list(_leading(rows))
    if rows.query.distinct or not leading or len(rows.query.order_by) == 1:
        return rows
    last = rows.order_by(*leading).values_list(*(column.lstrip("-") for column in leading))[end - 1 : end].first()
    return rows if last is None else rows.filter(*_not_behind(leading, last))


def _leading(rows: QuerySet[Any]) -> Iterator[str]:
    for column in rows.query.order_by[:LEADING]:
        if not isinstance(column, str) or not _is_plain(rows, column):
            return
        yield column


def _not_behind(leading: list[str], last: tuple[Any, ...]) -> Iterator[Q]:
    """By the first column; and of those that say the same there, by the second."""
    before = Q()
    for column, value in zip(leading, last, strict=True):
        name, way = column.lstrip("-"), "gt" if column.startswith("-") else "lt"
        yield before | Q((f"{name}__{way}e", value))
        before |= Q((f"{name}__{way}", value))


def _is_plain(rows: QuerySet[Any], column: str) -> bool:
    """Whether it is a column of the rows, or of what they point to, that always has a value."""
    if column.lstrip("-") in rows.query.annotations:
        return False
    model: Any = rows.model
    for part in column.lstrip("-").split("__"):
        try:
            field = _field(model, part)
        except FieldDoesNotExist:
            return False
        if not field.concrete or field.null or field.many_to_many:
            return False
        model = field.related_model
    return model is None


def _field(model: type[Model] | None, name: str) -> Any:
    if model is None:
        raise FieldDoesNotExist(name)
    return model._meta.pk if name == "pk" else model._meta.get_field(name)
