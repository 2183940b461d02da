from property_ops.modules.parking.models.lot import LotLayout, ParkingLot
from property_ops.modules.parking.models.misparking import Misparking, MisparkingPhoto
from property_ops.modules.parking.models.space import Closure, Lease, Space
from property_ops.modules.parking.models.stay import ShortStay
from property_ops.modules.parking.models.waiting import WaitingEntry, WaitingList

__all__ = [
    "Closure",
    "Lease",
    "LotLayout",
    "Misparking",
    "MisparkingPhoto",
    "ParkingLot",
    "ShortStay",
    "Space",
    "WaitingEntry",
    "WaitingList",
]
