from invoices.modules.ledger.models.close import MonthClose, Reopening
from invoices.modules.ledger.models.entry import AccountKind, Entry, LedgerAccount, Leg

__all__ = ["AccountKind", "Entry", "LedgerAccount", "Leg", "MonthClose", "Reopening"]
