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
from invoices.modules.residents.selectors.devices import household_at, households_of

__all__ = [
    "HouseholdDevice",
    "account_of",
    "bills_of",
    "held_and_due",
    "household_at",
    "households_of",
    "line_at",
    "payable_lines",
    "standing_of",
]
