from invoices.modules.erpnext.models.connection import (
    AccountMapping,
    Connection,
    CostCentre,
    ItemMapping,
    RemoteCompany,
)
from invoices.modules.erpnext.models.foreign import KnownDocument, PaymentCorrection
from invoices.modules.erpnext.models.sync import PushRun, SyncEvent, SyncRecord

__all__ = [
    "AccountMapping",
    "Connection",
    "CostCentre",
    "ItemMapping",
    "KnownDocument",
    "PaymentCorrection",
    "PushRun",
    "RemoteCompany",
    "SyncEvent",
    "SyncRecord",
]
