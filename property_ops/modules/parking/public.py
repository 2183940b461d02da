"""What a neighbour may use of the parking register."""

from property_ops.modules.parking.models import Closure, Lease, Space
from property_ops.modules.parking.models.space import SpaceKind
from property_ops.modules.parking.services.closures import close_spaces, reopen

__all__ = ["Closure", "Lease", "Space", "SpaceKind", "close_spaces", "reopen"]
