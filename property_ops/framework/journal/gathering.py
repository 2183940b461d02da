"""The journal and the audit log as chains under the seals (docs/adr/0044): a link for each batch, not for each row.

Numbers of rows are given out before a transaction is over, so that a later one may be there first: a batch holds what
no batch holds yet, wherever its number lies.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet

from property_ops.framework.models import AuditEvent, JournalBatch, JournalRow
from property_ops.framework.sealing import SealedChain
from property_ops.kernel.canonical import canonical, digest_of

FIRST = "0" * 64
CHUNK = 5000
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A table of records that is gathered into a chain: `fields` of a record, and how they are put under a digest."""

    name: str
    rows: Callable[[], QuerySet[Any]]
    fields: tuple[str, ...]

    def content(self, spans: Iterable[Span]) -> tuple[int, str]:
        """How many records lie in the spans, and the digest over them."""
        digest, count = sha256(), 0
        for first, last in spans:
            found = self.rows().filter(pk__gte=first, pk__lte=last).order_by("pk").values_list("pk", *self.fields)
            for record in found.iterator(chunk_size=CHUNK):
                digest.update(canonical([_plain(value) for value in record]) + b"\n")
                count += 1
        return count, digest.hexdigest()

    def batches(self) -> QuerySet[JournalBatch]:
        return JournalBatch.objects.filter(chain=self.name).order_by("number")

    def digests(self, after: int) -> Iterator[str]:
        return self.batches().filter(number__gt=after).values_list("digest", flat=True).iterator()

    def gather(self) -> None:
        """A batch of what no batch has yet; none where there is nothing. Under the lock of the seals."""
        batches = list(self.batches())
        spans = spans_of(self._not_gathered(batches))
        if not spans:
            return
        records, content = self.content(spans)
        last = batches[-1] if batches else None
        number, previous = (last.number + 1, last.digest) if last else (1, FIRST)
        JournalBatch.objects.create(
            chain=self.name,
            number=number,
            spans=spans,
            records=records,
            content=content,
            digest=digest_of_batch(self.name, number, spans, records, content, previous),
        )

    def _not_gathered(self, batches: list[JournalBatch]) -> Iterator[int]:
        """Numbers of records in no batch: those behind the last, and those that came late."""
        top = max((last for batch in batches for _, last in batch.spans), default=0)
        before = self.rows().filter(pk__lte=top)
        if before.count() > sum(batch.records for batch in batches):
            known = [span for batch in batches for span in batch.spans]
            numbers = before.order_by("pk").values_list("pk", flat=True).iterator()
            yield from (number for number in numbers if not any(first <= number <= last for first, last in known))
        yield from self.rows().filter(pk__gt=top).order_by("pk").values_list("pk", flat=True).iterator()


def spans_of(numbers: Iterable[int]) -> list[Span]:
    """Rising numbers as pairs of first and last."""
    spans: list[Span] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return spans


def digest_of_batch(chain: str, number: int, spans: Iterable[Span], records: int, content: str, previous: str) -> str:
    return digest_of([chain, number, [list(span) for span in spans], records, content, previous])


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (dict, list)):
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    return value


JOURNAL = Gathered("journal", JournalRow.objects.all, ("of_table", "of_row", "event", "content", "at"))
AUDIT = Gathered("audit", AuditEvent.objects.order_by, ("at", "user_id", "action", "subject", "detail"))
CHAINS = (JOURNAL, AUDIT)

JOURNAL_CHAIN = SealedChain(JOURNAL.name, JOURNAL.digests, gather=JOURNAL.gather)
AUDIT_CHAIN = SealedChain(AUDIT.name, AUDIT.digests, gather=AUDIT.gather)
