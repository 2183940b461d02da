"""What `property-ops verify` asks of imported batches: their rows are those that were read and approved."""

from collections.abc import Iterator

from property_ops.framework.checks import Check, Difference
from property_ops.framework.importing.waiting import digest_of
from property_ops.framework.models import ImportedBatch
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    differences, rows = [], 0
    for batch in ImportedBatch.objects.order_by("pk").prefetch_related("claims"):
        claims = list(batch.claims.all())
        rows += len(claims)
        if len(claims) != batch.rows or digest_of(batch.sheets, claims) != batch.digest:
            differences.append(
                Difference(gettext_noop("imported batch %(batch)s has other rows than its digest"), {"batch": batch.pk})
            )
    yield Check(
        name=gettext_noop("Imported rows that waited for approval are as they were read"),
        figures={gettext_noop("rows"): f"{rows:,}"},
        differences=tuple(differences),
    )
