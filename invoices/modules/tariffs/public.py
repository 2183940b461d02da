"""What a neighbour may use of the tariffs."""

from invoices.modules.tariffs.models import FeeItem, Tariff
from invoices.modules.tariffs.models.tariff import APPLIES_TO, PARKING_FEE, SERVICE_FEE, VACANCY_REDUCTION, WORKS_SHARE
from invoices.modules.tariffs.selectors import in_charge

__all__ = [
    "APPLIES_TO",
    "PARKING_FEE",
    "SERVICE_FEE",
    "VACANCY_REDUCTION",
    "WORKS_SHARE",
    "FeeItem",
    "Tariff",
    "in_charge",
]
