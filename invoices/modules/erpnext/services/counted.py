"""Hours and requests of material are submitted, and cannot be changed.

What is another here is cancelled there, and sent anew.
"""

from decimal import Decimal

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.documents import COUNTED, MATERIAL_REQUEST, TASK
from invoices.modules.erpnext.domain.states import DocStatus
from invoices.modules.erpnext.domain.works import DONE, OFF, WORKING, hours_in
from invoices.modules.erpnext.models import SyncRecord

CANCEL = "frappe.client.cancel"


def wanted_hours(record: SyncRecord) -> Decimal:
    return hours_in(record.content.get("time_logs") or [])


def is_wanted(record: SyncRecord) -> bool:
    """Whether anything is left of it here."""
    if record.doctype == MATERIAL_REQUEST:
        return any(Decimal(row["qty"]) for row in record.content["items"])
    return bool(wanted_hours(record))


def wanted(record: SyncRecord) -> str:
    return str(record.content["title"]) if record.doctype == MATERIAL_REQUEST else str(wanted_hours(record))


def stands_otherwise(record: SyncRecord, row: Row) -> bool:
    """Whether what stands there tells another quantity than we have."""
    there = row[COUNTED[record.doctype]]
    if record.doctype == MATERIAL_REQUEST:
        return str(there) != wanted(record)
    return Decimal(str(there)) != wanted_hours(record)


def is_other(record: SyncRecord, row: Row) -> bool:
    return bool(row["docstatus"] == DocStatus.SUBMITTED and stands_otherwise(record, row))


def end_tasks_again(gateway: Gateway) -> None:
    """ERPNext makes a task working when hours of it are submitted or cancelled, whatever it was before."""
    ended = [one for one in selectors.sent_documents(TASK).order_by("pk") if one.content["status"] in (DONE, OFF)]
    there = gateway.by_name(TASK, [one.remote_name for one in ended], ["status"])
    for one in ended:
        if there.get(one.remote_name, {}).get("status") == WORKING:
            gateway.update(TASK, one.remote_name, {"status": one.content["status"]})


def take_back(gateway: Gateway, doctype: str, name: str) -> None:
    """Raises what the gateway raises; it may be done twice."""
    gateway.do(CANCEL, {"doctype": doctype, "name": name})
