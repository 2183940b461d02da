"""Works as projects, visits as tasks, hours as timesheets, material as material requests, requests as issues.

None of them books anything. Dates are sent as days: `exp_start_date` is a Date in ERPNext 15 and a Datetime later. A
project gets no expected end: ERPNext refuses tasks after it, and visits are moved. A timesheet has no employee: it
needs none, and with one ERPNext would refuse hours at the same time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from invoices.modules.erpnext.domain.documents import (
    ISSUE,
    MATERIAL_REQUEST,
    PROJECT,
    TASK,
    TIMESHEET,
    CompanyDefaults,
    Document,
    reference,
    store_key,
)
from property_ops.kernel.money import Yuan
from property_ops.kernel.quantity import plain

OPEN, WORKING, DONE, OFF, CLOSED = "Open", "Working", "Completed", "Cancelled", "Closed"
BEGINS = "08:00:00"
NOTHING = Yuan(0)


@dataclass(frozen=True, slots=True)
class SentWork:
    """`words`: what the project is called there."""

    number: str
    words: str
    estate: str
    month: date | None
    status: str
    planned_on: date | None


@dataclass(frozen=True, slots=True)
class SentVisit:
    number: str
    work: str
    words: str
    estate: str
    starts_on: date
    ends_on: date
    status: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class SentHours:
    """Hours of a trade on a day, less what was taken back; `visit` is the task they belong to, if that is certain."""

    pk: int
    work: str
    estate: str
    on: date
    trade: str
    hours: Decimal
    rate: Yuan
    visit: str = ""
    visit_is_done: bool = False


@dataclass(frozen=True, slots=True)
class SentMaterial:
    """What a work took from the store, less what came back; `code` is the material's, `words` its name."""

    pk: int
    work: str
    estate: str
    on: date
    code: str
    words: str
    unit: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class SentRequest:
    number: str
    subject: str
    words: str
    estate: str
    day: date
    is_closed: bool


def project_key(work: str) -> str:
    return f"po:work:{work}"


def task_key(visit: str) -> str:
    return f"po:visit:{visit}"


def hours_key(pk: int) -> str:
    return f"po:hours:{pk}"


def material_key(pk: int) -> str:
    return f"po:material:{pk}"


def request_key(number: str) -> str:
    return f"po:request:{number}"


def project(work: SentWork, books: CompanyDefaults) -> Document:
    content: dict[str, Any] = {
        "project_name": work.words[:140],
        "company": books.company,
        "status": work.status,
        "percent_complete_method": "Manual",
        "notes": work.words,
    }
    if work.estate in books.cost_centres:
        content["cost_center"] = books.cost_centres[work.estate]
    if work.planned_on:
        content["expected_start_date"] = str(work.planned_on)
    return Document(PROJECT, project_key(work.number), work.number, content, NOTHING, work.estate, work.month)


def task(visit: SentVisit, books: CompanyDefaults) -> Document:
    key = project_key(visit.work)
    content: dict[str, Any] = {
        "subject": visit.words[:140],
        "project": reference(key),
        "company": books.company,
        "exp_start_date": str(visit.starts_on),
        "exp_end_date": str(visit.ends_on),
        "status": visit.status,
    }
    month = visit.starts_on.replace(day=1)
    return Document(TASK, task_key(visit.number), visit.number, content, NOTHING, visit.estate, month, (key,))


def timesheet(hours: SentHours, books: CompanyDefaults) -> Document:
    """One row; `completed` says what ERPNext makes of the task when the timesheet is submitted."""
    names = [project_key(hours.work), *([task_key(hours.visit)] if hours.visit else [])]
    row: dict[str, Any] = {
        "activity_type": books.activity,
        "from_time": f"{hours.on} {BEGINS}",
        "hours": str(hours.hours),
        "costing_rate": str(hours.rate),
        "project": reference(names[0]),
        "completed": int(hours.visit_is_done),
        "description": hours.trade,
    }
    if hours.visit:
        row["task"] = reference(names[1])
    content = {
        "company": books.company,
        "parent_project": reference(names[0]),
        "note": f"{hours.work} {hours.trade}",
        "time_logs": [row],
    }
    month = hours.on.replace(day=1)
    label = f"{hours.work} {hours.on} {hours.trade}"
    return Document(TIMESHEET, hours_key(hours.pk), label, content, NOTHING, hours.estate, month, tuple(names))


def hours_in(rows: Sequence[dict[str, Any]]) -> Decimal:
    """Of the rows of a timesheet."""
    return sum((Decimal(str(row["hours"])) for row in rows), Decimal(0))


def material_request(material: SentMaterial, books: CompanyDefaults) -> Document:
    """Asks ERPNext's store for it, and books nothing. The title tells how much."""
    names = [store_key(material.code), *([project_key(material.work)] if books.sends_works else [])]
    quantity = plain(material.quantity)
    row: dict[str, Any] = {
        "item_code": reference(names[0]),
        "qty": quantity,
        "schedule_date": str(material.on),
        "warehouse": books.warehouse,
        "description": f"{material.work} {material.words}",
    }
    if material.estate in books.cost_centres:
        row["cost_center"] = books.cost_centres[material.estate]
    if books.sends_works:
        row["project"] = reference(names[1])
    label = f"{material.work} {material.words} {quantity} {material.unit}"[:140].strip()
    content = {
        "material_request_type": "Material Issue",
        "company": books.company,
        "transaction_date": str(material.on),
        "schedule_date": str(material.on),
        "title": label,
        "items": [row],
    }
    month = material.on.replace(day=1)
    key = material_key(material.pk)
    return Document(MATERIAL_REQUEST, key, label, content, NOTHING, material.estate, month, tuple(names))


def issue(request: SentRequest, books: CompanyDefaults) -> Document:
    content = {
        "subject": f"{request.number} {request.subject}"[:140],
        "description": request.words,
        "company": books.company,
        "status": CLOSED if request.is_closed else OPEN,
    }
    month = request.day.replace(day=1)
    return Document(ISSUE, request_key(request.number), request.number, content, NOTHING, request.estate, month)
