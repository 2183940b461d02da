from invoices.modules.proofs.models.households import CountedHouseholds
from invoices.modules.proofs.models.seal import StoredSeal
from invoices.modules.proofs.models.sending import SealSending

__all__ = ["CountedHouseholds", "SealSending", "StoredSeal"]
