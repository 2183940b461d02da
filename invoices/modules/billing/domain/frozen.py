"""What is frozen of an issued bill, as one digest: the ledger's chain covers it, so that a changed byte is found.

Amounts are whole fen, quantities × 10^4, unit prices × 10^6: as the database holds them.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple


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


_WRITTEN = " ".join(["%r"] * len(FrozenBill._fields))


def digest_of_lines(lines: Iterable[str]) -> str:
    """SHA-256 (hex) of the lines in their order, each as `FrozenLine.written` gives it."""
    return sha256("\n".join(lines).encode()).hexdigest()


def digest_of_bill(bill: FrozenBill, lines: str) -> str:
    """SHA-256 (hex) of the head and of `lines`, the digest of the lines."""
    month, prepared_at, approved_at = str(bill.month), _moment(bill.prepared_at), _moment(bill.approved_at)
    plain = (*bill[:4], month, *bill[5:11], prepared_at, bill.approved_by, approved_at, bill.issued_by)
    head = _WRITTEN % (*plain, str(bill.issued_on), str(bill.due_on))
    return sha256(f"{head}\n{lines}".encode()).hexdigest()


@lru_cache(maxsize=64)
def _moment(value: datetime) -> str:
    """In UTC, however it was read."""
    return value.astimezone(UTC).isoformat()
