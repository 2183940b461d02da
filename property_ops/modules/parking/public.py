"""What a neighbour may use of the parking register."""

from property_ops.modules.parking.models import Closure, Lease, Space
from property_ops.modules.parking.models.misparking import STATES as MISPARKING_STATES
from property_ops.modules.parking.models.misparking import Misparked, Way
from property_ops.modules.parking.models.space import SpaceKind
from property_ops.modules.parking.models.waiting import Passing
from property_ops.modules.parking.services.closures import close_spaces, reopen

__all__ = [
    "MISPARKING_STATES",
    "Closure",
    "Lease",
    "Misparked",
    "Passing",
    "Space",
    "SpaceKind",
    "Way",
    "close_spaces",
    "reopen",
]
