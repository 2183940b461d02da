"""What was bought from somebody: purchase invoices with their supplier, split off the entries of our ledger.

An item without stock stands for every cost: `qty: 1` at the amount, with our own account and cost centre. What takes a
whole invoice back is its return; every other correction is a journal entry that names the supplier.
"""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from invoices.modules.erpnext.domain.bookings import Booking, BookingLeg
from invoices.modules.erpnext.domain.documents import (
    PURCHASE,
    SUPPLIER,
    CompanyDefaults,
    Document,
    account_key,
    account_reference,
    reference,
)
from invoices.modules.erpnext.domain.sales import FIRST_TIME, LAST_TIME
from property_ops.kernel.money import Yuan

PAYABLE = "2202"
NOBODY_NAMED = "-"
"""Of the supplier that stands for all whom our books do not name."""


class BoughtPart(NamedTuple):
    """The legs that are a purchase, and what is left of the entry."""

    bought: list[BookingLeg]
    rest: list[BookingLeg]


def supplier_key(code: str) -> str:
    return f"po:supplier:{code}"


def purchase_key(source: str) -> str:
    """Of the purchase where an entry is a purchase and something else besides."""
    return f"po:purchase:{source}"


def supplier(*, key: str, name: str, books: CompanyDefaults) -> Document:
    content = {"supplier_name": name[:140], "supplier_group": books.supplier_group, "supplier_type": "Company"}
    return Document(SUPPLIER, key, name, content, Yuan(0))


def bought_part(legs: Sequence[BookingLeg], accounts: Collection[str]) -> BoughtPart:
    """The purchase in an entry: what one supplier is owed, and the costs of that, which come to the same sum.

    No legs where there is none: several suppliers, or a sum that these accounts do not explain.
    """
    owing = [leg for leg in legs if leg.account == PAYABLE and leg.supplier]
    sign = -1 if sum(leg.fen for leg in owing) < 0 else 1
    costs = [leg for leg in legs if leg.account in accounts and leg.fen * sign < 0]
    is_whole = sum(leg.fen for leg in owing) + sum(leg.fen for leg in costs) == 0
    if not costs or not is_whole or len({leg.supplier for leg in owing}) != 1:
        return BoughtPart([], list(legs))
    bought = [*costs, *owing]
    return BoughtPart(bought, [leg for leg in legs if not any(leg is one for one in bought)])


def is_return(legs: Sequence[BookingLeg]) -> bool:
    """Whether it takes a purchase back."""
    return sum(leg.fen for leg in legs if leg.supplier) > 0


def purchase(
    booking: Booking,
    legs: Sequence[BookingLeg],
    books: CompanyDefaults,
    *,
    key: str,
    project: str = "",
    returns: str = "",
) -> Document:
    """An invoice of a supplier, or with `returns` (the key of an invoice) its return; `project` is a key as well."""
    costs = [leg for leg in legs if not leg.supplier]
    (owing,) = {leg.supplier for leg in legs if leg.supplier}
    total = Yuan(sum(leg.fen for leg in costs))
    content: dict[str, Any] = {
        "supplier": reference(owing),
        "company": books.company,
        "currency": books.currency,
        "set_posting_time": 1,
        "posting_date": str(booking.posted_on),
        "posting_time": LAST_TIME if returns else FIRST_TIME,
        "due_date": str(booking.posted_on),
        "bill_no": booking.source[:140],
        "bill_date": str(booking.posted_on),
        "credit_to": books.payable,
        "update_stock": 0,
        "disable_rounded_total": 1,
        "ignore_pricing_rule": 1,
        "remarks": f"{booking.memo} {booking.month:%Y-%m}",
        "items": [_item(leg, booking, books, project) for leg in _summed(costs)],
    }
    if returns:
        content |= {"is_return": 1, "return_against": reference(returns), "update_outstanding_for_self": 0}
    accounts = (account_key(leg.account) for leg in costs)
    names = tuple(dict.fromkeys([owing, *accounts, *filter(None, (project, returns))]))
    estate = next((leg.estate for leg in legs if leg.estate), "")
    return Document(PURCHASE, key, booking.memo or booking.source, content, total, estate, booking.month, names)


def _item(leg: BookingLeg, booking: Booking, books: CompanyDefaults, project: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "item_code": books.cost_item,
        "qty": 1 if leg.fen > 0 else -1,
        "rate": str(Yuan(abs(leg.fen))),
        "description": booking.memo or booking.source,
        "expense_account": account_reference(leg.account),
    }
    centre = books.cost_centres.get(leg.estate) or books.cost_centre
    if centre:
        item["cost_center"] = centre
    if project:
        item["project"] = reference(project)
    return item


def _summed(costs: Sequence[BookingLeg]) -> list[BookingLeg]:
    """Each account of an estate once: who pays for it is told by our books only."""
    sums: dict[tuple[str, str], int] = {}
    for leg in costs:
        sums[leg.account, leg.estate] = sums.get((leg.account, leg.estate), 0) + leg.fen
    return [BookingLeg(account, estate, "", "", fen) for (account, estate), fen in sums.items() if fen]
