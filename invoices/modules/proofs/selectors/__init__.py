from invoices.modules.proofs.selectors.households import (
    all_counted,
    bills_owed,
    counted_for,
    counted_in,
    counting,
    household_proof,
    tree_of,
)
from invoices.modules.proofs.selectors.seals import (
    headed,
    health_note,
    last_seal,
    seal_for,
    seal_lines,
    sealed,
    sendings,
    unsealed,
    visible_seals,
)

__all__ = [
    "all_counted",
    "bills_owed",
    "counted_for",
    "counted_in",
    "counting",
    "headed",
    "health_note",
    "household_proof",
    "last_seal",
    "seal_for",
    "seal_lines",
    "sealed",
    "sendings",
    "tree_of",
    "unsealed",
    "visible_seals",
]
