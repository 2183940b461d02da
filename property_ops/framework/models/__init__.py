from property_ops.framework.models.audit import AuditEvent, TakenBatch
from property_ops.framework.models.background import BackgroundWorker, TaskOrder, TimedAsk
from property_ops.framework.models.exports import ExportState, ListExport
from property_ops.framework.models.form_keys import FormKey
from property_ops.framework.models.imports import ImportedBatch, ImportedClaim
from property_ops.framework.models.journal import BatchBlackout, JournalBatch, JournalBlackout, JournalRow
from property_ops.framework.models.locks import NumberSeries, ShippedRow
from property_ops.framework.models.pictures import StoredPicture
from property_ops.framework.models.tokens import PersonalToken
from property_ops.framework.models.users import User

__all__ = [
    "AuditEvent",
    "BackgroundWorker",
    "BatchBlackout",
    "ExportState",
    "FormKey",
    "ImportedBatch",
    "ImportedClaim",
    "JournalBatch",
    "JournalBlackout",
    "JournalRow",
    "ListExport",
    "NumberSeries",
    "PersonalToken",
    "ShippedRow",
    "StoredPicture",
    "TakenBatch",
    "TaskOrder",
    "TimedAsk",
    "User",
]
