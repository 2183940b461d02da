"""The points of the checklist before a month is closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any

from property_ops.kernel.text import gettext_noop


class CheckState(StrEnum):
    DONE = "done"
    OPEN = "open"
    LATER = "later"  # looked at when the month is closed, because it takes its time


class Depth(IntEnum):
    """How much is gone through: what sums tell, what has to be reckoned as a run would, the whole ledger."""

    SUMS = 0
    RECKONED = 1
    WHOLE = 2


@dataclass(frozen=True, slots=True)
class Point:
    """`says` is a msgid filled with `facts`; `url_name`, `args` and `query` lead to where it is mended."""

    code: str
    title: str  # a msgid
    state: CheckState
    says: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    url_name: str = ""
    args: Sequence[Any] = ()
    query: str = ""

    @property
    def is_open(self) -> bool:
        return self.state == CheckState.OPEN


TITLES = {
    "opening": gettext_noop("The lists of households make up the balances taken over"),
    "over": gettext_noop("The month is over"),
    "charged": gettext_noop("Everything delivered and accepted is charged"),
    "held": gettext_noop("Nothing is held, or it is acknowledged"),
    "billed": gettext_noop("All that is charged stands on a bill"),
    "issued": gettext_noop("No draft and no approved bill is left"),
    "works": gettext_noop("Costs of accepted works are in the ledger"),
    "costs": gettext_noop("No cost voucher waits for approval"),
    "receipts": gettext_noop("Receipts are matched or deferred"),
    "corrections": gettext_noop("Corrections are decided"),
    "bank": gettext_noop("Accounts at banks are reconciled"),
    "rents": gettext_noop("The rents of common parts are in the ledger"),
    "recurring": gettext_noop("Vouchers that come every month are prepared"),
    "depreciation": gettext_noop("Fixed assets are depreciated, and their cards make up the ledger"),
    "stock": gettext_noop("The store is counted"),
    "vat": gettext_noop("The VAT of the month is in the ledger"),
    "carried": gettext_noop("At the year's end income and cost are carried forward"),
    "ledger": gettext_noop("The ledger balances and its chain is whole"),
}


def point(code: str, *, ok: bool, says: str, **more: Any) -> Point:
    """A point of the list, done or open."""
    return Point(code, TITLES[code], CheckState.DONE if ok else CheckState.OPEN, says, **more)


def later(code: str, says: str) -> Point:
    """A point that is not looked at now."""
    return Point(code, TITLES[code], CheckState.LATER, says)
