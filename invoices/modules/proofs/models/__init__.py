from invoices.modules.proofs.models.households import CountedHouseholds
from invoices.modules.proofs.models.seal import StoredSeal

__all__ = ["CountedHouseholds", "StoredSeal"]
