"""What is frozen of an issued bill, as one digest: the ledger's chain covers it, so that a changed byte is found.

Amounts are whole fen, quantities × 10^4, unit prices × 10^6: as the database holds them.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
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
    return digest_of([*map(_plain, bill), lines])


def _plain(value: Any) -> Any:
    """Days and moments as text; a moment in UTC, however it was read."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
