from invoices.modules.proofs.services.counting import count_households
from invoices.modules.proofs.services.keys import public_key
from invoices.modules.proofs.services.packing import write_audit_pack
from invoices.modules.proofs.services.sealing import seal_day, seal_now

__all__ = ["count_households", "public_key", "seal_day", "seal_now", "write_audit_pack"]
