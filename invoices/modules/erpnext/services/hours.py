"""A submitted timesheet cannot be changed: one that is another here now is cancelled there, and sent anew."""

from decimal import Decimal

from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.documents import TIMESHEET
from invoices.modules.erpnext.domain.works import hours_in
from invoices.modules.erpnext.models import SyncRecord

CANCEL = "frappe.client.cancel"
SUBMITTED, CANCELLED = 1, 2


def wanted_hours(record: SyncRecord) -> Decimal:
    return hours_in(record.content.get("time_logs") or [])


def is_other(record: SyncRecord, row: Row) -> bool:
    """Whether what stands there has other hours than we have."""
    return bool(row["docstatus"] == SUBMITTED and Decimal(str(row["total_hours"])) != wanted_hours(record))


def take_back(gateway: Gateway, name: str) -> None:
    """Raises what the gateway raises; it may be done twice."""
    gateway.do(CANCEL, {"doctype": TIMESHEET, "name": name})
