"""Blacking out: personal data of a former resident goes from the journal's lines as well (docs/adr/0073).

A line says less from then on; that it was blacked out, when, and what was left stand beside it. A gathered
batch keeps the digest it was sealed with: the blackout says from which digest over its lines to which it leads.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from property_ops.framework.journal.gathering import JOURNAL
from property_ops.framework.models import BatchBlackout, JournalBatch, JournalBlackout, JournalRow
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class JournalNotWhole(BusinessError):
    """What was changed behind the product's back is looked into first: a blackout would cover it."""

    code = "journal_not_whole"
    message = gettext_noop("The journal is not as it was gathered: verify, and look into it before anything is erased.")


@dataclass(frozen=True, slots=True)
class BlackedColumns:
    """Of a row of a table: the columns, with what stands there instead."""

    table: str
    row: str
    values: Mapping[str, Any]


def black_out(what: Iterable[BlackedColumns], *, now: datetime) -> int:
    """In every line of the journal about these rows; how many lines say less now. Raises JournalNotWhole."""
    with transaction.atomic():
        changed = {line.pk: content for one in what for line, content in _lines(one)}
        batches = _batches_with(changed.keys())
        before = {batch.number: content_before(batch) for batch in batches}
        JournalBlackout.objects.bulk_create(
            JournalBlackout(row=pk, content=content, at=now) for pk, content in sorted(changed.items())
        )
        for pk, content in sorted(changed.items()):
            JournalRow.objects.filter(pk=pk).update(content=content)
        for batch in batches:
            _records, after = JOURNAL.content(batch.spans)
            BatchBlackout.objects.create(number=batch.number, before=before[batch.number], after=after, at=now)
    return len(changed)


def content_before(batch: JournalBatch) -> str:
    """The digest over the lines as they are, which is as they were gathered or blacked out last. Raises
    JournalNotWhole."""
    records, content = JOURNAL.content(batch.spans)
    if (records, content) != (batch.records, standing_content(batch)):
        raise JournalNotWhole()
    return content


def standing_content(batch: JournalBatch) -> str:
    """The digest that the lines of the batch must have now; empty where its blackouts do not follow each other."""
    content = batch.content
    for one in BatchBlackout.objects.filter(number=batch.number).order_by("pk"):
        if one.before != content:
            return ""
        content = one.after
    return content


def unlike_blackout() -> Iterable[int]:
    """Lines that do not say what their last blackout left of them."""
    last = {one.row: one.content for one in JournalBlackout.objects.order_by("pk").iterator()}
    for line in JournalRow.objects.filter(pk__in=sorted(last)).order_by("pk"):
        if line.content != last[line.pk]:
            yield line.pk


def _lines(one: BlackedColumns) -> Iterable[tuple[JournalRow, str]]:
    for line in JournalRow.objects.filter(of_table=one.table, of_row=one.row).order_by("pk"):
        said = json.loads(line.content)
        less = said | {name: value for name, value in one.values.items() if name in said}
        if less != said:
            yield line, json.dumps(less, ensure_ascii=False)


def _batches_with(numbers: Iterable[int]) -> list[JournalBatch]:
    wanted = sorted(numbers)
    batches = JournalBatch.objects.filter(chain=JOURNAL.name).order_by("number")
    return [batch for batch in batches if any(a <= pk <= b for a, b in batch.spans for pk in wanted)]
