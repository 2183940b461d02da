"""What is frozen of an issued bill, as one digest: the ledger's chain covers it, so that a changed byte is found.

Amounts are whole fen, quantities × 10^4, unit prices × 10^6: as the database holds them.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, NamedTuple


class FrozenLine(NamedTuple):
    """A line of a bill; `evidence` as `evidence_text` writes it."""

    source_key: str
    part: int
    item_code: str
    item_name: str
    start: date
    end: date
    quantity: int
    quantity_unit: str
    unit_price: int
    ratio_numerator: int
    ratio_denominator: int
    amount: int
    evidence: str


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


def evidence_text(facts: Mapping[str, Any]) -> str:
    """JSON that has one way to be written, whatever order a database gives the keys back in."""
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of_lines(lines: Iterable[FrozenLine]) -> str:
    """SHA-256 (hex) of the lines in their order."""
    return sha256("\n".join(map(_written, lines)).encode()).hexdigest()


def digest_of_bill(bill: FrozenBill, lines: str) -> str:
    """SHA-256 (hex) of the head and of `lines`, the digest of the lines."""
    return sha256(f"{_written(bill)}\n{lines}".encode()).hexdigest()


def _written(record: tuple[Any, ...]) -> str:
    return " ".join([repr(_plain(value)) for value in record])


def _plain(value: Any) -> Any:
    """Days and moments as text; a moment in UTC, however it was read."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
