from invoices.modules.ledger.models.entry import Entry, Leg, LedgerAccount

__all__ = ["Entry", "LedgerAccount", "Leg"]
