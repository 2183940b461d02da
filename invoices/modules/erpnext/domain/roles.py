"""Which rights in ERPNext each of our acts needs, and which of its roles gives them, as ERPNext 15 ships them."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from invoices.modules.erpnext.domain.documents import (
    ISSUE,
    MATERIAL_REQUEST,
    PROJECT,
    PURCHASE,
    SUPPLIER,
    TASK,
    TIMESHEET,
)

ACCOUNTANT, SELLER = "Accounts User", "Sales User"
BUYER, PLANNER, HELPER = "Purchase Master Manager", "Projects User", "Support Team"
KEEPER = "Stock User"


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
OF_DOCTYPES: dict[str, tuple[NeededRight, ...]] = {
    SUPPLIER: (NeededRight(SUPPLIER, "create", BUYER), NeededRight(SUPPLIER, "write", BUYER)),
    PURCHASE: (NeededRight(PURCHASE, "submit", ACCOUNTANT),),
    PROJECT: (NeededRight(PROJECT, "create", PLANNER), NeededRight(PROJECT, "write", PLANNER)),
    TASK: (NeededRight(TASK, "create", PLANNER), NeededRight(TASK, "write", PLANNER)),
    TIMESHEET: (NeededRight(TIMESHEET, "submit", PLANNER), NeededRight(TIMESHEET, "cancel", PLANNER)),
    MATERIAL_REQUEST: (
        NeededRight(MATERIAL_REQUEST, "submit", KEEPER),
        NeededRight(MATERIAL_REQUEST, "cancel", KEEPER),
    ),
    ISSUE: (NeededRight(ISSUE, "create", HELPER), NeededRight(ISSUE, "write", HELPER)),
}
"""What else is sent where the settings say so."""
READING_DOCTYPES = {
    SUPPLIER: NeededRight(SUPPLIER, "read", ACCOUNTANT),
    PURCHASE: NeededRight(PURCHASE, "read", ACCOUNTANT),
    PROJECT: NeededRight(PROJECT, "read", PLANNER),
    TASK: NeededRight(TASK, "read", PLANNER),
    TIMESHEET: NeededRight(TIMESHEET, "read", PLANNER),
    MATERIAL_REQUEST: NeededRight(MATERIAL_REQUEST, "read", KEEPER),
    ISSUE: NeededRight(ISSUE, "read", HELPER),
}
PREPARING_DOCTYPES = {
    SUPPLIER: NeededRight("Supplier Group", "create", BUYER),
    PROJECT: NeededRight("Activity Type", "create", "System Manager"),
}
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


def needed_to_push(doctypes: Iterable[str]) -> tuple[NeededRight, ...]:
    return (*PUSHING, *(right for one in doctypes for right in OF_DOCTYPES.get(one, ())))


def needed_to_read(doctypes: Iterable[str]) -> tuple[NeededRight, ...]:
    return (*READING, *(READING_DOCTYPES[one] for one in doctypes if one in READING_DOCTYPES))


def needed_to_prepare(doctypes: Iterable[str]) -> tuple[NeededRight, ...]:
    return (*PREPARING, *(PREPARING_DOCTYPES[one] for one in doctypes if one in PREPARING_DOCTYPES))


def missing_roles(needed: Iterable[NeededRight], may: Callable[[str, str], bool]) -> dict[str, list[str]]:
    """Role → what it is missing for, such as “Item (create)”; empty where nothing is."""
    found: dict[str, list[str]] = {}
    for right in needed:
        if not may(right.doctype, right.act):
            found.setdefault(right.role, []).append(f"{right.doctype} ({right.act})")
    return found


def told(roles: dict[str, list[str]]) -> str:
    return "; ".join(f"{role}: {', '.join(rights)}" for role, rights in roles.items())
