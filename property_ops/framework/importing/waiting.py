"""Rows that would make somebody pay wait as a batch: kept as they stood in the file, read again when approved."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.bulk import slices
from property_ops.framework.dated_rows import touching
from property_ops.framework.importing.columns import ColumnMatch
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.problems import Level
from property_ops.framework.importing.reading import read_row
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.models import ImportedBatch, ImportedClaim
from property_ops.kernel import canonical
from property_ops.kernel.period import Period
from property_ops.kernel.text import gettext_noop

CHUNK = 500
_carried_out: ContextVar[frozenset[int]] = ContextVar("carried_out", default=frozenset())
_WAITS = gettext_noop("By %(count)s rows somebody would pay: they wait for another person; nothing is charged by them.")
_APPROVE = gettext_noop("Approve them on the page “Waits for approval”, or with: property-ops approve --by USER")


def tell_and_refuse(importer: Importer, run: Run) -> None:
    """What waits already in the same words does not wait twice; what waits in other words must be decided first."""
    if not run.claims:
        return
    before = _waiting_already(importer, [claim.key for claim in run.claims])
    fresh = []
    for claim in run.claims:
        found = before.get(claim.key)
        if found is None:
            fresh.append(claim)
        elif found.digest == _digest_of_row(claim.row):
            claim.row.outcome = RowOutcome.UNCHANGED
        else:
            claim.row.error(
                "",
                gettext_noop("%(what)s waits already for approval, with other values, in batch %(batch)s."),
                gettext_noop("Have that batch approved, rejected or withdrawn first."),
                what=claim.words,
                batch=found.batch_id,
            )
    run.claims[:] = fresh
    for table in dict.fromkeys(claim.row.table for claim in fresh):
        count = sum(claim.row.table is table for claim in fresh)
        table.report(Level.INFO, _WAITS, _APPROVE, count=count)


def keep(importer: Importer, tables: Sequence[RegisterTable], run: Run) -> ImportedBatch | None:
    """The claims of a run as a batch that waits; nothing where there are none."""
    if not run.claims:
        return None
    places = {id(table): number for number, table in enumerate(tables)}
    rows = [
        ImportedClaim(
            sheet=places[id(claim.row.table)],
            row=claim.row.number,
            estate_code=claim.estate,
            key=claim.key[:200],
            words=claim.words[:200],
            start=claim.start,
            end=claim.end,
            values=_packed(claim.row),
            digest=_digest_of_row(claim.row),
        )
        for claim in sorted(run.claims, key=lambda claim: (places[id(claim.row.table)], claim.row.number))
    ]
    sheets = [_of_sheet(table) for table in tables]
    batch = ImportedBatch.objects.create(
        importer=importer.name,
        file=run.file[:200],
        as_of=run.as_of,
        sheets=sheets,
        rows=len(rows),
        digest=digest_of(sheets, rows),
        prepared_by=run.by,
        prepared_at=timezone.now(),
    )
    for row in rows:
        row.batch = batch
    ImportedClaim.objects.bulk_create(rows, batch_size=CHUNK)
    return batch


def tables_of(batch: ImportedBatch, importer: Importer) -> list[RegisterTable]:
    """The batch's rows, read by the code that reads a file."""
    claims: dict[int, list[ImportedClaim]] = {}
    for claim in batch.claims.all():
        claims.setdefault(claim.sheet, []).append(claim)
    return [_read_again(batch, importer, batch.sheets[place], found) for place, found in sorted(claims.items())]


@contextmanager
def carrying_out(batch: ImportedBatch) -> Iterator[None]:
    """While its rows are written, and what they bring is reckoned, they do not count as waiting."""
    mark = _carried_out.set(_carried_out.get() | {batch.pk})
    try:
        yield
    finally:
        _carried_out.reset(mark)


def claims_that_wait(importer: str, estate_code: str, days: Period) -> QuerySet[ImportedClaim]:
    """Rows of an estate's register that speak of these days and are not approved yet."""
    return (
        touching(ImportedClaim.objects.all(), days)
        .filter(
            batch__importer=importer,
            estate_code=estate_code,
            batch__state=ApprovalState.WAITING.value,
        )
        .exclude(batch__in=_carried_out.get())
    )


def digest_of(sheets: Any, rows: Sequence[ImportedClaim]) -> str:
    """SHA-256 over what the batch's rows say, and how they are read."""
    said = [[row.sheet, row.row, row.estate_code, row.key, row.values, row.digest] for row in rows]
    # Not canonical JSON, which has no fractions: a cell may be one.
    written = json.dumps([sheets, said], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def _waiting_already(importer: Importer, keys: Sequence[str]) -> dict[str, ImportedClaim]:
    found: dict[str, ImportedClaim] = {}
    waiting = ImportedClaim.objects.filter(batch__importer=importer.name, batch__state=ApprovalState.WAITING.value)
    for some in slices(keys, CHUNK):
        found |= {claim.key: claim for claim in waiting.filter(key__in=some)}
    return found


def _digest_of_row(row: RegisterRow) -> str:
    """Of what the row says, however its cells were typed."""
    said = {name: _said(row[name]) for name in row.table.columns if row.table.has(name)}
    return canonical.digest_of(said)


def _said(value: Any) -> str:
    return str(value.normalize()) if isinstance(value, Decimal) else str(value)


def _of_sheet(table: RegisterTable) -> dict[str, Any]:
    return {
        "name": table.sheet,
        "titles": list(table.titles),
        "heads": {name: table.match.heads[name] for name in table.match.places},
        "from_1904": table.from_1904,
        "in_percent": sorted(table.in_percent),
    }


def _packed(row: RegisterRow) -> dict[str, Any]:
    """The cells as JSON has them; a day or moment says that it is one."""
    return {name: _cell(row.cells[name]) for name in row.table.match.places}


def _cell(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return {"moment": cell.isoformat()}
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def _unpacked(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return cell
    return date.fromisoformat(cell["day"]) if "day" in cell else datetime.fromisoformat(cell["moment"])


def _read_again(batch: ImportedBatch, importer: Importer, sheet: Any, claims: Sequence[ImportedClaim]) -> RegisterTable:
    heads: dict[str, str] = sheet["heads"]
    match = ColumnMatch({name: place for place, name in enumerate(heads)}, heads)
    columns = {column.name: column for column in importer.columns}
    table = RegisterTable(
        batch.file,
        sheet["name"],
        importer.title,
        columns,
        match,
        tuple(sheet["titles"]),
        sheet["from_1904"],
        set(sheet["in_percent"]),
    )
    for claim in claims:
        cells = {name: _unpacked(cell) for name, cell in claim.values.items()}
        table.rows.append(read_row(table, claim.row, cells))
    importer.complete(table)
    return table
