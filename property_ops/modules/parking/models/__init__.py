from property_ops.modules.parking.models.lot import LotLayout, ParkingLot
from property_ops.modules.parking.models.proposal import LeaseProposal
from property_ops.modules.parking.models.space import Closure, Lease, Space
from property_ops.modules.parking.models.stay import ShortStay
from property_ops.modules.parking.models.violation import ParkingViolation, ViolationPhoto
from property_ops.modules.parking.models.waiting import WaitingEntry, WaitingList

__all__ = [
    "Closure",
    "Lease",
    "LeaseProposal",
    "LotLayout",
    "ParkingLot",
    "ParkingViolation",
    "ShortStay",
    "Space",
    "ViolationPhoto",
    "WaitingEntry",
    "WaitingList",
]
