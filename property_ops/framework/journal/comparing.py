"""Rows held against the journal. The database compares texts; what differs is compared by its values.

An installation that came from another kind of database has the same values in other words: 1 for true, a space for the
T of a time. Columns that came or went since a row was written down are left out.
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from property_ops.framework.journal.tables import WatchedTable

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d.*")
_HEX_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_BYTES = re.compile(r"\\x[0-9a-f]*")
_ANY = """
SELECT EXISTS (SELECT 1 FROM {table}) OR EXISTS (SELECT 1 FROM po_framework_journalrow WHERE of_table = '{table}')
"""
# Each is worked out once: looked up in again and again, a table of ten thousand rows took seconds.
_UNLIKE = """
WITH latest AS MATERIALIZED (
    SELECT of_row, event, content FROM po_framework_journalrow
    WHERE id IN (SELECT MAX(id) FROM po_framework_journalrow WHERE of_table = '{table}' GROUP BY of_row)
), now AS MATERIALIZED (SELECT CAST(t."{key}" AS TEXT) AS of_row, {content} AS content FROM {table} t)
SELECT now.of_row, latest.content, now.content, latest.event
FROM now LEFT JOIN latest ON latest.of_row = now.of_row
WHERE latest.of_row IS NULL OR latest.event = 'D' OR latest.content <> now.content
UNION ALL
SELECT of_row, content, NULL, event FROM latest
WHERE of_row IN (SELECT of_row FROM latest WHERE event <> 'D' EXCEPT SELECT of_row FROM now)
"""


@dataclass(frozen=True, slots=True)
class UnlikeRow:
    """A row that is not as it was written down: `written` is None where it never was, `now` where it is gone."""

    row: str
    written: str | None
    now: str | None
    columns: tuple[str, ...] = ()


def unlike(table: WatchedTable, content: str) -> Iterator[UnlikeRow]:
    """`content`: SQL that gives a row `t` as JSON."""
    with connection.cursor() as cursor:
        cursor.execute(_ANY.format(table=table.name))
        if not cursor.fetchone()[0]:  # most tables of a young installation: the question below is long
            return
        cursor.execute(_UNLIKE.format(table=table.name, key=table.key, content=content))
        found = cursor.fetchall()
    for row, written, now, event in found:
        if now is None:
            yield UnlikeRow(row, written, None)
        elif written is None or event == "D":
            yield UnlikeRow(row, None, now)
        elif columns := different(json.loads(written), json.loads(now), table.binary):
            yield UnlikeRow(row, written, now, columns)


def different(written: dict[str, Any], now: dict[str, Any], binary: Collection[str]) -> tuple[str, ...]:
    """The columns of a row that say something else. Of no bytes at all SQLite writes the same as of none: ""."""
    both = written.keys() & now.keys()
    return tuple(
        sorted(name for name in both if _value(written[name], name in binary) != _value(now[name], name in binary))
    )


def _value(value: Any, is_binary: bool) -> Any:
    """One form for what two databases say differently."""
    if is_binary and value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if not isinstance(value, str):
        return value
    if _MOMENT.fullmatch(value):
        return _moment(value)
    if _HEX_ID.fullmatch(value):
        return value.replace("-", "")
    if _BYTES.fullmatch(value):
        return value[2:].upper()
    if value[:1] in ("{", "["):
        return _structure(value)
    return value


def _moment(value: str) -> Any:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _structure(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value
