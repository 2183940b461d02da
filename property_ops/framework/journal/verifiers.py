"""What `property-ops verify` asks of the journal: no row is other than it was written down, and none was rewritten."""

from collections.abc import Iterator

from django.db import connection

from property_ops.framework.checks import Check, Difference
from property_ops.framework.journal.blacking import standing_content, unlike_blackout
from property_ops.framework.journal.comparing import UnlikeRow, unlike
from property_ops.framework.journal.gathering import CHAINS, FIRST, JOURNAL, Gathered, digest_of_batch
from property_ops.framework.journal.guarding import content_of
from property_ops.framework.journal.tables import WatchedTable, watched_tables
from property_ops.framework.models import JournalBatch, JournalBlackout
from property_ops.kernel.text import gettext_noop

_CHANGED = gettext_noop("row %(row)s of %(table)s was changed behind the product's back: %(columns)s")
_ADDED = gettext_noop("row %(row)s of %(table)s was added behind the product's back")
_DELETED = gettext_noop("row %(row)s of %(table)s was deleted behind the product's back")
_UNLIKE = gettext_noop("line %(row)s of the journal was blacked out, and says something else since")
_REWRITTEN = gettext_noop("batch %(number)s of the chain “%(chain)s” was changed after it was gathered")


def verify() -> Iterator[Check]:
    tables = watched_tables()
    yield Check(
        name=gettext_noop("Every row is as the database wrote it down when it changed"),
        figures={gettext_noop("tables"): len(tables)},
        differences=tuple(difference for table in tables for difference in _of_table(table)),
    )
    yield Check(
        name=gettext_noop("The journal and the audit log are as they were gathered"),
        figures={chain.name: f"{chain.batches().count():,}" for chain in CHAINS},
        differences=tuple(difference for chain in CHAINS for difference in _rewritten(chain)),
    )
    yield Check(
        name=gettext_noop("What was blacked out in the journal says what was left of it"),
        figures={gettext_noop("lines blacked out"): f"{JournalBlackout.objects.count():,}"},
        differences=tuple(Difference(_UNLIKE, {"row": row}) for row in unlike_blackout()),
    )


def _of_table(table: WatchedTable) -> Iterator[Difference]:
    for one in unlike(table, content_of(table, "t", connection.vendor)):
        yield Difference(_words(one), {"table": table.name, "row": one.row, "columns": ", ".join(one.columns)})


def _words(one: UnlikeRow) -> str:
    if one.now is None:
        return _DELETED
    return _CHANGED if one.written is not None else _ADDED


def _as_blacked_out(chain: Gathered, batch: JournalBatch, content: str) -> bool:
    return content != batch.content and chain is JOURNAL and content == standing_content(batch)


def _rewritten(chain: Gathered) -> Iterator[Difference]:
    previous, place = FIRST, 0
    for place, batch in enumerate(chain.batches(), start=1):
        records, content = chain.content(batch.spans)
        gathered = batch.content if _as_blacked_out(chain, batch, content) else content
        digest = digest_of_batch(chain.name, place, batch.spans, records, gathered, previous)
        if (place, digest) != (batch.number, batch.digest):
            yield Difference(_REWRITTEN, {"number": batch.number, "chain": chain.name})
        previous = batch.digest
