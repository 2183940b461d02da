from property_ops.modules.estates.models.bank_account import BankAccountChange
from property_ops.modules.estates.models.company import Company
from property_ops.modules.estates.models.estate import Estate, EstateMembership
from property_ops.modules.estates.models.unit import Occupancy, Tenure, Unit, UnitVersion

__all__ = ["BankAccountChange", "Company", "Estate", "EstateMembership", "Occupancy", "Tenure", "Unit", "UnitVersion"]
