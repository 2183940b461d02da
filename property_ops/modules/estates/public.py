"""What a neighbour may use of the estates."""

from property_ops.modules.estates.domain.addresses import Address, NotAPlace, parse_address, unit_code
from property_ops.modules.estates.importers.directory import EstateDirectory, UnitDirectory, estate_column
from property_ops.modules.estates.models import Company, Estate, EstateMembership, Occupancy, Tenure, Unit
from property_ops.modules.estates.models.estate import Management
from property_ops.modules.estates.models.unit import OccupancyState, Role, Use
from property_ops.modules.estates.selectors import (
    find_units,
    in_force,
    managed_estates,
    visible_estates,
    visible_units,
)
from property_ops.modules.estates.services import change_company

__all__ = [
    "Address",
    "Company",
    "Estate",
    "EstateDirectory",
    "EstateMembership",
    "Management",
    "NotAPlace",
    "Occupancy",
    "OccupancyState",
    "Role",
    "Tenure",
    "Unit",
    "UnitDirectory",
    "Use",
    "change_company",
    "estate_column",
    "find_units",
    "in_force",
    "managed_estates",
    "parse_address",
    "unit_code",
    "visible_estates",
    "visible_units",
]
