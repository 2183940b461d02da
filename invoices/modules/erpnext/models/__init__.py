from invoices.modules.erpnext.models.connection import AccountMapping, Connection, CostCentre, ItemMapping
from invoices.modules.erpnext.models.sync import PushRun, SyncEvent, SyncRecord

__all__ = ["AccountMapping", "Connection", "CostCentre", "ItemMapping", "PushRun", "SyncEvent", "SyncRecord"]
