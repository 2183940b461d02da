"""What a neighbour may use of the households' pages."""

from invoices.modules.residents.models import HouseholdDevice
from invoices.modules.residents.selectors.bills import (
    account_of,
    bills_of,
    held_and_due,
    line_at,
    payable_lines,
    standing_of,
)

__all__ = [
    "HouseholdDevice",
    "account_of",
    "bills_of",
    "held_and_due",
    "line_at",
    "payable_lines",
    "standing_of",
]
