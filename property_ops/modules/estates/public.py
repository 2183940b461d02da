"""What a neighbour may use of the estates."""

from property_ops.modules.estates.models import Company, Estate, EstateMembership, Occupancy, Tenure, Unit
from property_ops.modules.estates.models.estate import Management
from property_ops.modules.estates.models.unit import OccupancyState, Role, Use
from property_ops.modules.estates.selectors import visible_estates, visible_units

__all__ = [
    "Company",
    "Estate",
    "EstateMembership",
    "Management",
    "Occupancy",
    "OccupancyState",
    "Role",
    "Tenure",
    "Unit",
    "Use",
    "visible_estates",
    "visible_units",
]
