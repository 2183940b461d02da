"""What a neighbour may use of the grid, and what its pages use."""

from property_ops.modules.grid.models import DutyRole
from property_ops.modules.grid.selectors.grid import responsible_on
from property_ops.modules.grid.services.keeping import PlacedAt

__all__ = ["DutyRole", "PlacedAt", "responsible_on"]
