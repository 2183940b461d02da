"""The four-way tie-out: accepted work = charges = issued bills = ERPNext, per estate and month, to the fen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop


@dataclass(slots=True)
class TieOutRow:
    """One estate and month. `ledger` is what ERPNext's general ledger has on the receivable account."""

    estate: str
    month: date
    accepted: Yuan = ZERO
    charged: Yuan = ZERO
    billed: Yuan = ZERO
    invoiced: Yuan = ZERO
    ledger: Yuan = ZERO

    @property
    def steps(self) -> tuple[tuple[str, Yuan], ...]:
        return (
            (gettext_noop("accepted"), self.accepted),
            (gettext_noop("charged"), self.charged),
            (gettext_noop("billed"), self.billed),
            (gettext_noop("invoices in ERPNext"), self.invoiced),
            (gettext_noop("ERPNext's ledger"), self.ledger),
        )

    def differences(self) -> Iterator[tuple[str, str, Yuan]]:
        """Each step that is not equal to the one before it: from, to, and by how much."""
        for (before, expected), (after, found) in zip(self.steps, self.steps[1:], strict=False):
            if expected != found:
                yield before, after, found - expected

    @property
    def ties(self) -> bool:
        return not any(True for _ in self.differences())


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A document that ERPNext has not, or has otherwise: a msgid and what fills it."""

    label: str
    says: str
    facts: dict[str, str]


MISSING = gettext_noop("is not in ERPNext")
CANCELLED = gettext_noop("was cancelled in ERPNext")
NOT_SUBMITTED = gettext_noop("is only a draft in ERPNext")
AMENDED = gettext_noop("was cancelled in ERPNext, and replaced there by %(name)s")
OTHER_ENTRIES = gettext_noop("is booked otherwise in ERPNext: %(account)s %(theirs)s, here %(ours)s")
OTHER_OPEN = gettext_noop("has %(theirs)s open in ERPNext, here %(ours)s")
CUSTOMER_GONE = gettext_noop("is no customer in ERPNext any more")
OTHER_DAYS = gettext_noop("is from %(theirs)s in ERPNext, here %(ours)s")
OTHER_HOURS = gettext_noop("has %(theirs)s hours in ERPNext, here %(ours)s")
OTHER_STATUS = gettext_noop("is “%(theirs)s” in ERPNext, here “%(ours)s”")
NOT_NETTED = gettext_noop("is taken back on both sides, and yet stands with %(ours)s")


@dataclass(frozen=True, slots=True)
class BookDifference:
    """An account in a month, or a customer: what stands here and what stands there. A customer has no month."""

    name: str
    month: date | None
    ours: Yuan
    theirs: Yuan


@dataclass(frozen=True, slots=True)
class ForeignDocument:
    """What stands in ERPNext's books of the company and did not come from here; `digest` is of its entries."""

    doctype: str
    name: str
    day: date
    amount: Yuan
    digest: str
