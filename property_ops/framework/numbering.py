"""Document numbers without gaps (docs/product.md rule 8)."""

from django.db import transaction

from property_ops.framework.models import NumberSeries


def reserve(series: str, count: int) -> int:
    """The first of `count` consecutive numbers of `series`.

    Must run inside the transaction that uses them all: if it fails, the numbers were never taken.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("numbers are reserved inside the transaction that uses them")
    NumberSeries.objects.bulk_create([NumberSeries(name=series)], ignore_conflicts=True)
    row = NumberSeries.objects.select_for_update().get(name=series)
    first = row.next_number
    row.next_number = first + count
    row.save(update_fields=["next_number"])
    return first
