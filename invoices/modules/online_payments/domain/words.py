"""What payment services say, in the same words whichever it is. Nothing here is believed before it is verified."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from property_ops.kernel.money import Yuan


class ServiceState(StrEnum):
    """`UNKNOWN`: the service has never heard of it; nobody went on from our page."""

    PAID = "paid"
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PaidFact:
    """A payment that the service has: `order` is our number, `transaction` the service's."""

    order: str
    transaction: str
    amount: Yuan
    at: datetime
    payer: str = ""


@dataclass(frozen=True, slots=True)
class OrderWord:
    """What the service says of an order; `paid` if it was paid, given back since or not."""

    state: ServiceState
    paid: PaidFact | None = None


@dataclass(frozen=True, slots=True)
class RefundWord:
    """What the service says of a refund: `transaction` is its own number of it, as its bills name it.

    `amount` is what it says it gives back; None where it does not say so of this refund alone.
    """

    is_paid: bool
    is_failed: bool
    transaction: str
    at: datetime | None = None
    amount: Yuan | None = None


@dataclass(frozen=True, slots=True)
class ServiceNotice:
    """A notice that was verified: of a payment, or of a refund (`refund` is our number of that)."""

    key: str
    paid: PaidFact | None = None
    refund: str = ""
    refund_word: RefundWord | None = None


@dataclass(frozen=True, slots=True)
class Checkout:
    """Where the payer goes on: an address, or what WeChat's own browser is called with."""

    address: str = ""
    bridge: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """What the service is told of an order."""

    number: str
    amount: Yuan
    words: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class FetchedBill:
    """The bill of a day as the service gives it; `files` by name."""

    day: date
    files: dict[str, bytes]
