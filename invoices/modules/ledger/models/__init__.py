from invoices.modules.ledger.models.close import MonthClose, Reopening
from invoices.modules.ledger.models.entry import Entry, Kind, LedgerAccount, Leg

__all__ = ["Entry", "Kind", "LedgerAccount", "Leg", "MonthClose", "Reopening"]
