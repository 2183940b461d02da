"""What a neighbour may use of the charges."""

from invoices.modules.charges.bulk import times
from invoices.modules.charges.domain import holds
from invoices.modules.charges.domain.errors import NothingRegistered, UnknownEstate
from invoices.modules.charges.domain.source import CORRECTION, Basis, Batch, ChargeSource, Held, scope_of
from invoices.modules.charges.models import Charge, ChargeBasis, ChargeRun, Hold
from invoices.modules.charges.models.charge import PRICE_PLACES, QUANTITY_PLACES
from invoices.modules.charges.selectors import (
    BasisUse,
    Factors,
    basis_uses,
    charge_rows,
    charged_twice,
    estates_named,
    factors,
    held_rows,
    held_text,
    ratios,
    wrong_products,
)
from invoices.modules.charges.services import (
    ChargeResult,
    EstateResult,
    charge_anew,
    charge_month,
    delivered_amount,
    start_run,
    uncharged,
)

AREA_SCALE = 10**QUANTITY_PLACES
PRICE_SCALE = 10**PRICE_PLACES

__all__ = [
    "AREA_SCALE",
    "CORRECTION",
    "PRICE_PLACES",
    "PRICE_SCALE",
    "QUANTITY_PLACES",
    "Basis",
    "BasisUse",
    "Batch",
    "Charge",
    "ChargeBasis",
    "ChargeResult",
    "ChargeRun",
    "ChargeSource",
    "EstateResult",
    "Factors",
    "Held",
    "Hold",
    "NothingRegistered",
    "UnknownEstate",
    "basis_uses",
    "charge_anew",
    "charge_month",
    "charge_rows",
    "charged_twice",
    "delivered_amount",
    "estates_named",
    "factors",
    "held_rows",
    "held_text",
    "holds",
    "ratios",
    "scope_of",
    "start_run",
    "times",
    "uncharged",
    "wrong_products",
]
