"""Projects, tasks, timesheets and issues as ERPNext v15 checks them, and what a submitted timesheet does to a task."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.services.erpnext.masters import check_centre
from tests.services.erpnext.refusal import Refusal

if TYPE_CHECKING:
    from tests.services.erpnext.store import Store

STATUSES = {
    "Project": ("Open", "Completed", "Cancelled"),
    "Task": ("Open", "Working", "Pending Review", "Overdue", "Template", "Completed", "Cancelled"),
    "Issue": ("Open", "Replied", "On Hold", "Resolved", "Closed"),
}
DAY = len("2022-06-01")


def check_project(store: Store, project: dict[str, Any]) -> None:
    _need(project, "project_name", "company")
    _link(store, project, "company", "Company")
    check_centre(store, project.get("cost_center"), project["company"])
    _status("Project", project)
    if project.get("percent_complete_method") == "Manual" and project["status"] == "Completed":
        project["percent_complete"] = 100.0


def check_task(store: Store, task: dict[str, Any]) -> None:
    """A Date loses nothing here; a day after the end that its project is expected to have is refused."""
    _need(task, "subject")
    _link(store, task, "project", "Project")
    _status("Task", task)
    start, end = str(task.get("exp_start_date") or ""), str(task.get("exp_end_date") or "")
    if start and end and end < start:
        raise Refusal(417, "InvalidDates", "Expected End Date cannot be before Expected Start Date")
    last = str(store.of("Project").get(task.get("project") or "", {}).get("expected_end_date") or "")
    if last and max(start, end)[:DAY] > last:
        raise Refusal(417, "InvalidDates", "Task's date cannot be after Project's Expected End Date.")


def check_timesheet(store: Store, sheet: dict[str, Any]) -> None:
    if not sheet.get("time_logs"):
        raise Refusal(417, "MandatoryError", "[Timesheet]: time_logs")
    _link(store, sheet, "company", "Company")
    _link(store, sheet, "parent_project", "Project")
    sheet["time_logs"] = [_row(store, sheet, dict(row)) for row in sheet["time_logs"]]
    sheet["total_hours"] = float(sum(Decimal(str(row["hours"])) for row in sheet["time_logs"]))
    sheet["start_date"] = min(row["from_time"] for row in sheet["time_logs"])[:DAY]
    sheet["end_date"] = max(row["to_time"] for row in sheet["time_logs"])[:DAY]


def _row(store: Store, sheet: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    for name, doctype in (("project", "Project"), ("task", "Task"), ("activity_type", "Activity Type")):
        _link(store, row, name, doctype)
    row["project"] = row.get("project") or store.of("Task").get(row.get("task") or "", {}).get("project")
    if sheet.get("parent_project") and sheet["parent_project"] != row["project"]:
        raise Refusal(417, "ValidationError", "Row 1: Project must be same as the one set in the Timesheet")
    if not row.get("from_time"):
        raise Refusal(417, "ValidationError", "Row 1: From Time and To Time is mandatory.")
    begins = datetime.fromisoformat(row["from_time"])
    row["to_time"] = str(begins + timedelta(hours=float(row.get("hours") or 0)))
    return row


def post_timesheet(store: Store, sheet: dict[str, Any]) -> None:
    for row in sheet["time_logs"]:
        if not float(row.get("hours") or 0):
            raise Refusal(417, "ValidationError", "Row 1: Hours value must be greater than zero.")
    touch_tasks(store, sheet)


def touch_tasks(store: Store, sheet: dict[str, Any]) -> None:
    """Submitted or cancelled: its tasks become working, or completed where all rows of them say so."""
    for task in {row["task"] for row in sheet["time_logs"] if row.get("task")}:
        is_done = all(int(row.get("completed") or 0) for row in sheet["time_logs"] if row.get("task") == task)
        store.change("Task", task, status="Completed" if is_done else "Working")


def check_issue(store: Store, issue: dict[str, Any]) -> None:
    _need(issue, "subject")
    _link(store, issue, "company", "Company")
    _status("Issue", issue)


def _status(doctype: str, document: dict[str, Any]) -> None:
    document["status"] = document.get("status") or "Open"
    if document["status"] not in STATUSES[doctype]:
        raise Refusal(417, "ValidationError", f'Status cannot be "{document["status"]}"')


def _need(document: dict[str, Any], *names: str) -> None:
    for name in names:
        if not document.get(name):
            raise Refusal(417, "MandatoryError", f"[{document['doctype']}]: {name}")


def _link(store: Store, document: dict[str, Any], name: str, doctype: str) -> None:
    value = document.get(name)
    if value and value not in store.of(doctype):
        raise Refusal(417, "LinkValidationError", f"Could not find {doctype}: {value}")
