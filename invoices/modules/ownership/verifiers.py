"""What `property-ops verify` asks of changes of owner."""

from collections.abc import Iterator

from invoices.modules.deposits.public import DEPOSITS
from invoices.modules.ledger.public import RECEIVABLE, legs_of_sources
from invoices.modules.ownership.domain.destinations import Goes
from invoices.modules.ownership.models import OwnerChange
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    yield _as_approved()


def _as_approved() -> Check:
    """The seller's days end where the buyer's begin, and the money that went along is in the ledger."""
    changes = list(OwnerChange.objects.filter(OwnerChange.STANDS).select_related("seller", "buyer", "unit__estate"))
    posted = _posted()
    differences = []
    for one in changes:
        facts = {"number": one.number, "unit": one.unit.code}
        buyer = one.buyer
        if buyer is None or one.seller.end != one.day or buyer.start != one.day or buyer.unit_id != one.unit_id:
            differences.append(Difference(gettext_noop("%(number)s: the owners of %(unit)s are others"), facts))
        if posted.get(f"ownership/{one.number}", set()) != _wanted(one):
            differences.append(
                Difference(gettext_noop("%(number)s: the ledger has other money handed over at %(unit)s"), facts)
            )
    return Check(
        name=gettext_noop("Every change of owner is in the register and in the ledger as it was approved"),
        figures={gettext_noop("changes of owner"): len(changes)},
        differences=tuple(differences),
    )


def _posted() -> dict[str, set[tuple[str, str, int]]]:
    found: dict[str, set[tuple[str, str, int]]] = {}
    for leg in legs_of_sources("ownership/"):
        found.setdefault(leg.source, set()).add((leg.account, leg.subledger, leg.fen))
    return found


def _wanted(change: OwnerChange) -> set[tuple[str, str, int]]:
    moved = (
        (RECEIVABLE, change.advance, change.advance_goes),
        (DEPOSITS, change.deposit, change.deposit_goes),
    )
    return {
        (account, change.unit.code, sign * amount.fen)
        for account, amount, goes in moved
        if goes == Goes.BUYER and amount
        for sign in (1, -1)
    }
