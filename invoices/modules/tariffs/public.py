"""What a neighbour may use of the tariffs."""

from invoices.modules.tariffs.models import FeeItem, Tariff
from invoices.modules.tariffs.models.tariff import PARKING_FEE, SERVICE_FEE, VACANCY_REDUCTION, WORKS_SHARE
from invoices.modules.tariffs.selectors import awaiting, in_charge
from invoices.modules.tariffs.services import approve_tariffs

__all__ = [
    "PARKING_FEE",
    "SERVICE_FEE",
    "VACANCY_REDUCTION",
    "WORKS_SHARE",
    "FeeItem",
    "Tariff",
    "approve_tariffs",
    "awaiting",
    "in_charge",
]
