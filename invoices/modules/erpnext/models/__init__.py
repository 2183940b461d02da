from invoices.modules.erpnext.models.connection import Connection, CostCentre, ItemMapping, LedgerPlace
from invoices.modules.erpnext.models.sync import PushRun, SyncEvent, SyncRecord

__all__ = ["Connection", "CostCentre", "ItemMapping", "LedgerPlace", "PushRun", "SyncEvent", "SyncRecord"]
