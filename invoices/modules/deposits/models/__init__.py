from invoices.modules.deposits.models.deposit import Deposit, DepositKind
from invoices.modules.deposits.models.use import DepositUse

__all__ = ["Deposit", "DepositKind", "DepositUse"]
