"""What a neighbour may use of the proofs."""

from invoices.modules.proofs.domain.seals import SealKind, paper_text
from invoices.modules.proofs.selectors import counted_for, counting, household_proof, seal_for
from invoices.modules.proofs.services import (
    count_households,
    public_key,
    seal_day,
    seal_now,
    send_seals,
    write_audit_pack,
)

__all__ = [
    "SealKind",
    "count_households",
    "counted_for",
    "counting",
    "household_proof",
    "paper_text",
    "public_key",
    "seal_day",
    "seal_for",
    "seal_now",
    "send_seals",
    "write_audit_pack",
]
