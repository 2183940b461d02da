"""Projects, tasks, timesheets and issues, each as it is here and as it stands in ERPNext."""

from collections.abc import Iterator

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.documents import (
    COUNTED,
    ISSUE,
    MATERIAL_REQUEST,
    PROJECT,
    TASK,
    TIMESHEET,
)
from invoices.modules.erpnext.domain.states import DocStatus
from invoices.modules.erpnext.domain.tie_out import (
    CANCELLED,
    MISSING,
    OTHER_DAYS,
    OTHER_HOURS,
    OTHER_STATUS,
    Mismatch,
)
from invoices.modules.erpnext.models import SyncRecord
from invoices.modules.erpnext.services import counted

FIELDS = {
    PROJECT: ["status"],
    TASK: ["status", "exp_start_date", "exp_end_date"],
    TIMESHEET: ["docstatus", "total_hours"],
    MATERIAL_REQUEST: ["docstatus", "title"],
    ISSUE: ["status"],
}
DAY = len("2022-06-01")
ENDED = {"Completed", "Cancelled", "Closed"}
"""Of all states those that only a person sets: overdue, working, replied follow from what ERPNext does by itself."""


def works_over_there(gateway: Gateway) -> Iterator[Mismatch]:
    """Of what the settings have sent, what is missing or otherwise. Raises what the gateway raises."""
    for doctype in (one for one in selectors.doctypes_sent() if one in FIELDS):
        records = list(selectors.sent_documents(doctype).order_by("pk"))
        rows = gateway.by_name(doctype, [record.remote_name for record in records], FIELDS[doctype])
        for record in records:
            found = _compared(record, rows.get(record.remote_name))
            if found is not None:
                yield found


def _compared(record: SyncRecord, row: Row | None) -> Mismatch | None:
    if row is None:
        return Mismatch(record.label, MISSING, {})
    if record.doctype in COUNTED:
        return _counted(record, row)
    if record.doctype == TASK and days_in(row) != days_in(record.content):
        return Mismatch(record.label, OTHER_DAYS, {"ours": days_in(record.content), "theirs": days_in(row)})
    ours, theirs = str(record.content["status"]), str(row["status"])
    if ours != theirs and {ours, theirs} & ENDED:
        return Mismatch(record.label, OTHER_STATUS, {"ours": ours, "theirs": theirs})
    return None


def _counted(record: SyncRecord, row: Row) -> Mismatch | None:
    if row["docstatus"] == DocStatus.CANCELLED:
        return Mismatch(record.label, CANCELLED, {})
    if not counted.stands_otherwise(record, row):
        return None
    says = OTHER_HOURS if record.doctype == TIMESHEET else OTHER_STATUS
    facts = {"ours": counted.wanted(record), "theirs": str(row[COUNTED[record.doctype]])}
    return Mismatch(record.label, says, facts)


def days_in(task: Row) -> str:
    """`2022-06-01～2022-06-02`."""
    return f"{str(task.get('exp_start_date') or '')[:DAY]}～{str(task.get('exp_end_date') or '')[:DAY]}"
