from invoices.modules.proofs.services.counting import count_households
from invoices.modules.proofs.services.keys import public_key
from invoices.modules.proofs.services.packing import write_audit_pack
from invoices.modules.proofs.services.sealing import is_sealing_due, seal_day, seal_due_day, seal_now
from invoices.modules.proofs.services.sending import is_sending_due, send_seals

__all__ = [
    "count_households",
    "is_sealing_due",
    "is_sending_due",
    "public_key",
    "seal_day",
    "seal_due_day",
    "seal_now",
    "send_seals",
    "write_audit_pack",
]
