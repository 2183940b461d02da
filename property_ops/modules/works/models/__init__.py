from property_ops.modules.works.models.confirmation import WorkConfirmation
from property_ops.modules.works.models.cost import TradeRate, WorkCost
from property_ops.modules.works.models.emergency import EmergencyCallOut
from property_ops.modules.works.models.event import WorkEvent
from property_ops.modules.works.models.line import WorkLine
from property_ops.modules.works.models.material import CountedMaterial, Material, MaterialMove, StockCount, StockTaking
from property_ops.modules.works.models.measured import MakersFigures, MeasuredPart
from property_ops.modules.works.models.photo import PhotoStage, WorkPhoto
from property_ops.modules.works.models.photo_area import PhotoArea
from property_ops.modules.works.models.sheet import WorkSheet
from property_ops.modules.works.models.terms import AcceptanceTerms
from property_ops.modules.works.models.transcription import PartyMember, Transcription
from property_ops.modules.works.models.work_order import WorkOrder

__all__ = [
    "AcceptanceTerms",
    "CountedMaterial",
    "EmergencyCallOut",
    "MakersFigures",
    "Material",
    "MaterialMove",
    "MeasuredPart",
    "PartyMember",
    "PhotoArea",
    "PhotoStage",
    "StockCount",
    "StockTaking",
    "TradeRate",
    "Transcription",
    "WorkConfirmation",
    "WorkCost",
    "WorkEvent",
    "WorkLine",
    "WorkOrder",
    "WorkPhoto",
    "WorkSheet",
]
