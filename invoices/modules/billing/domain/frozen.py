"""What is frozen of an issued bill, as one digest: the ledger's chain covers it, so that a changed byte is found.

Amounts are whole fen, quantities × 10^4, unit prices × 10^6: as the database holds them.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from property_ops.kernel.canonical import digest_of


class FrozenBill(NamedTuple):
    """The head of an issued bill; people by their ids."""

    number: str
    estate_code: str
    estate_name: str
    unit_code: str
    month: date
    payer_id: int | None
    payer_name: str
    total: int
    brought_forward: int
    paid: int
    prepared_by: int
    prepared_at: datetime
    approved_by: int
    approved_at: datetime
    issued_by: int
    issued_on: date
    due_on: date


def digest_of_lines(lines: Iterable[tuple[Any, ...]]) -> str:
    """SHA-256 (hex) of the lines in their order, each as `FrozenLine.digested` gives it."""
    return digest_of(list(lines))


def digest_of_bill(bill: FrozenBill, lines: str) -> str:
    """SHA-256 (hex) of the head and of `lines`, the digest of the lines."""
    return digest_of(
        [
            *bill[:4],
            str(bill.month),
            *bill[5:11],
            _moment(bill.prepared_at),
            bill.approved_by,
            _moment(bill.approved_at),
            bill.issued_by,
            str(bill.issued_on),
            str(bill.due_on),
            lines,
        ]
    )


@lru_cache(maxsize=64)
def _moment(value: datetime) -> str:
    """In UTC, however it was read."""
    return value.astimezone(UTC).isoformat()
