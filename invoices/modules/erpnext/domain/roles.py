"""Which rights in ERPNext each of our acts needs, and which of its roles gives them, as ERPNext 15 ships them."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

ACCOUNTANT, SELLER = "Accounts User", "Sales User"


class NeededRight(NamedTuple):
    doctype: str
    act: str
    role: str


READING = (
    NeededRight("Company", "read", ACCOUNTANT),
    NeededRight("Customer", "read", ACCOUNTANT),
    NeededRight("Sales Invoice", "read", ACCOUNTANT),
    NeededRight("Payment Entry", "read", ACCOUNTANT),
    NeededRight("Journal Entry", "read", ACCOUNTANT),
    NeededRight("GL Entry", "read", ACCOUNTANT),
    NeededRight("Payment Ledger Entry", "read", ACCOUNTANT),
)
"""For `pull` and `check`."""
PUSHING = (
    NeededRight("Customer", "create", SELLER),
    NeededRight("Customer", "write", SELLER),
    NeededRight("Sales Invoice", "submit", ACCOUNTANT),
    NeededRight("Payment Entry", "submit", ACCOUNTANT),
    NeededRight("Journal Entry", "submit", ACCOUNTANT),
    NeededRight("Payment Reconciliation", "write", ACCOUNTANT),
    NeededRight("Unreconcile Payment", "submit", ACCOUNTANT),
    *READING,
)
PREPARING = (
    NeededRight("Custom Field", "create", "System Manager"),
    NeededRight("Custom Field", "write", "System Manager"),
    NeededRight("Fiscal Year", "create", "System Manager"),
    NeededRight("Stock Settings", "write", "Stock Manager"),
    NeededRight("Item", "create", "Item Manager"),
    NeededRight("Item Group", "create", "Item Manager"),
    NeededRight("Customer Group", "create", "Sales Master Manager"),
    NeededRight("Account", "create", "Accounts Manager"),
    NeededRight("Cost Center", "create", "Accounts Manager"),
)
"""For `setup`."""


def missing_roles(needed: Iterable[NeededRight], may: Callable[[str, str], bool]) -> dict[str, list[str]]:
    """Role → what it is missing for, such as “Item (create)”; empty where nothing is."""
    found: dict[str, list[str]] = {}
    for right in needed:
        if not may(right.doctype, right.act):
            found.setdefault(right.role, []).append(f"{right.doctype} ({right.act})")
    return found


def told(roles: dict[str, list[str]]) -> str:
    return "; ".join(f"{role}: {', '.join(rights)}" for role, rights in roles.items())
