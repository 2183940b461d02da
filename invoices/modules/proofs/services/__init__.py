from invoices.modules.proofs.services.keys import public_key
from invoices.modules.proofs.services.sealing import seal_day, seal_now

__all__ = ["public_key", "seal_day", "seal_now"]
