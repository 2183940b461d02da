"""What a neighbour may use of the charges."""

from invoices.modules.charges.bulk import times
from invoices.modules.charges.domain import holds
from invoices.modules.charges.domain.errors import NothingRegistered, UnknownEstate
from invoices.modules.charges.domain.source import Basis, Batch, ChargeSource, Held
from invoices.modules.charges.models import Charge, ChargeBasis, ChargeRun, Hold
from invoices.modules.charges.models.charge import PRICE_PLACES, QUANTITY_PLACES
from invoices.modules.charges.services import (
    ChargeResult,
    EstateResult,
    charge_month,
    estates_named,
    scope_of,
    start_run,
)

AREA_SCALE = 10**QUANTITY_PLACES
PRICE_SCALE = 10**PRICE_PLACES

__all__ = [
    "AREA_SCALE",
    "PRICE_SCALE",
    "Basis",
    "Batch",
    "Charge",
    "ChargeBasis",
    "ChargeResult",
    "ChargeRun",
    "ChargeSource",
    "EstateResult",
    "Held",
    "Hold",
    "NothingRegistered",
    "UnknownEstate",
    "charge_month",
    "estates_named",
    "holds",
    "scope_of",
    "start_run",
    "times",
]
