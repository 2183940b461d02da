from invoices.modules.ledger.models.close import MonthClose, Reopening
from invoices.modules.ledger.models.entry import AccountKind, Entry, LedgerAccount, Leg
from invoices.modules.ledger.models.sums import MonthTurnover, PayerBalance

__all__ = ["AccountKind", "Entry", "LedgerAccount", "Leg", "MonthClose", "MonthTurnover", "PayerBalance", "Reopening"]
