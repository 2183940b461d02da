"""How many rows each of many queries has, and since when: asked in one."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

_DAY = len("2022-06-30")


def counted(queries: Sequence[QuerySet[Any]]) -> dict[int, tuple[int, date | None]]:
    """By the place of each query that has rows: how many, and the earliest of its `since`, a day or a moment."""
    parts, given = [], []
    for place, rows in enumerate(queries):
        try:
            sql, parameters = rows.order_by().values("since").query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {place}, COUNT(*), CAST(MIN(since) AS text) FROM ({sql}) waiting")
        given += parameters
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), given)
        return {place: (count, _day_said(first)) for place, count, first in cursor.fetchall() if count}


def day_of(since: date) -> date:
    return timezone.localdate(since) if isinstance(since, datetime) else since


def _day_said(since: str | None) -> date | None:
    """Of a day or a moment as the database writes them."""
    if since is None:
        return None
    said = datetime.fromisoformat(since)
    return said.date() if len(since) == _DAY else day_of(said if said.tzinfo else said.replace(tzinfo=UTC))
