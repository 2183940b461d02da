"""What is frozen of a credit note, as one digest: the ledger's chain covers it (docs/product.md rules 7 and 21)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from property_ops.kernel.canonical import digest_of


class FrozenNote(NamedTuple):
    """The head of a credit note; people by their ids, amounts in fen."""

    number: str
    bill_number: str
    estate_code: str
    unit_code: str
    payer_name: str
    month: str
    total: int
    reason: str
    prepared_by: int
    approved_by: int
    issued_on: str


class FrozenCredit(NamedTuple):
    """One line: the place of the line it corrects on its bill, and how much of it is credited."""

    bill_position: int
    item_code: str
    item_name: str
    start: date
    end: date
    line_amount: int
    amount: int


def digest_of_note(note: FrozenNote, lines: Iterable[FrozenCredit]) -> str:
    """SHA-256 (hex) of the head and the lines in their order."""
    return digest_of([note, [tuple(map(_plain, line)) for line in lines]])


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
