from invoices.modules.ledger.models.entry import Entry, LedgerAccount, Leg

__all__ = ["Entry", "LedgerAccount", "Leg"]
