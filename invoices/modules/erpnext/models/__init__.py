from invoices.modules.erpnext.models.connection import (
    AccountMapping,
    Connection,
    CostCentre,
    ItemMapping,
    RemoteCompany,
)
from invoices.modules.erpnext.models.foreign import KnownDocument, PaymentCorrection, RemoteChange
from invoices.modules.erpnext.models.sync import BookComparison, PushRun, SyncEvent, SyncRecord

__all__ = [
    "AccountMapping",
    "BookComparison",
    "Connection",
    "CostCentre",
    "ItemMapping",
    "KnownDocument",
    "PaymentCorrection",
    "PushRun",
    "RemoteChange",
    "RemoteCompany",
    "SyncEvent",
    "SyncRecord",
]
