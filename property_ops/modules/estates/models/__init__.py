from property_ops.modules.estates.models.bank_account import BankAccountChange
from property_ops.modules.estates.models.company import Company
from property_ops.modules.estates.models.estate import Estate, EstateMembership
from property_ops.modules.estates.models.unit import Occupancy, Tenure, Unit, UnitVersion
from property_ops.modules.estates.models.unit_change import UnitChange

__all__ = [
    "BankAccountChange",
    "Company",
    "Estate",
    "EstateMembership",
    "Occupancy",
    "Tenure",
    "Unit",
    "UnitChange",
    "UnitVersion",
]
