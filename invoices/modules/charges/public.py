"""What a neighbour may use of the charges."""

from invoices.modules.charges.bulk import times
from invoices.modules.charges.domain.errors import BadBatch, NothingRegistered, UnknownEstate
from invoices.modules.charges.domain.evidence import (
    EvidenceBlock,
    EvidenceColumn,
    EvidenceFact,
    EvidenceLink,
    EvidenceTable,
    PaperWords,
)
from invoices.modules.charges.domain.frozen import PRICE_PLACES, QUANTITY_PLACES, FrozenBasis, FrozenLine
from invoices.modules.charges.domain.source import (
    MONTH_NOT_ENDED,
    Basis,
    ChargeBatch,
    ChargeSource,
    Debtor,
    Held,
    Rank,
)
from invoices.modules.charges.models import Charge, ChargeBasis, ChargeRun, Hold
from invoices.modules.charges.selectors import (
    BasisUse,
    Factors,
    basis_uses,
    charge_rows,
    charge_sources,
    estates_named,
    evidence_of,
    factors,
    held_rows,
    held_text,
    items_of_rank,
    one_off_items,
    one_off_words,
    paper_of,
    ratios,
)
from invoices.modules.charges.services import (
    ChargeResult,
    EstateResult,
    charge_month,
    delivered_amount,
    recharge,
    start_run,
    uncharged,
)

QUANTITY_SCALE = 10**QUANTITY_PLACES
PRICE_SCALE = 10**PRICE_PLACES

__all__ = [
    "MONTH_NOT_ENDED",
    "PRICE_PLACES",
    "PRICE_SCALE",
    "QUANTITY_PLACES",
    "QUANTITY_SCALE",
    "BadBatch",
    "Basis",
    "BasisUse",
    "Charge",
    "ChargeBasis",
    "ChargeBatch",
    "ChargeResult",
    "ChargeRun",
    "ChargeSource",
    "Debtor",
    "EstateResult",
    "EvidenceBlock",
    "EvidenceColumn",
    "EvidenceFact",
    "EvidenceLink",
    "EvidenceTable",
    "Factors",
    "FrozenBasis",
    "FrozenLine",
    "Held",
    "Hold",
    "NothingRegistered",
    "PaperWords",
    "Rank",
    "UnknownEstate",
    "basis_uses",
    "charge_month",
    "charge_rows",
    "charge_sources",
    "delivered_amount",
    "estates_named",
    "evidence_of",
    "factors",
    "held_rows",
    "held_text",
    "items_of_rank",
    "one_off_items",
    "one_off_words",
    "paper_of",
    "ratios",
    "recharge",
    "start_run",
    "times",
    "uncharged",
]
