"""What a neighbour may use of the proofs."""

from invoices.modules.proofs.domain.seals import SealKind, paper_text
from invoices.modules.proofs.models import StoredSeal
from invoices.modules.proofs.selectors import seal_for
from invoices.modules.proofs.services import public_key, seal_day, seal_now

__all__ = ["SealKind", "StoredSeal", "paper_text", "public_key", "seal_day", "seal_for", "seal_now"]
