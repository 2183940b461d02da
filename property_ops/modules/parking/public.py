"""What a neighbour may use of the parking register."""

from property_ops.modules.parking.models import Closure, Lease, ShortStay, Space
from property_ops.modules.parking.models.space import SpaceKind
from property_ops.modules.parking.models.violation import STATES as VIOLATION_STATES
from property_ops.modules.parking.models.violation import NotificationWay, ViolationKind
from property_ops.modules.parking.models.waiting import Passing
from property_ops.modules.parking.selectors import marked_on, ranks_of_unit
from property_ops.modules.parking.selectors.violations import violations_settled
from property_ops.modules.parking.selectors.words import lasted
from property_ops.modules.parking.services.closures import close_spaces, free_spaces, reopen
from property_ops.modules.parking.services.leases import end_leases
from property_ops.modules.parking.services.stays import arrive, leave

__all__ = [
    "VIOLATION_STATES",
    "Closure",
    "Lease",
    "NotificationWay",
    "Passing",
    "ShortStay",
    "Space",
    "SpaceKind",
    "ViolationKind",
    "arrive",
    "close_spaces",
    "end_leases",
    "free_spaces",
    "lasted",
    "leave",
    "marked_on",
    "ranks_of_unit",
    "reopen",
    "violations_settled",
]
