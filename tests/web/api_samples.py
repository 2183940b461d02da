"""Of each operation of the API one call that would do: what stands in its path, and what is sent."""

import re
from typing import Any

from django.db.models import Model

from invoices.modules.billing.models import Bill
from invoices.modules.charges.models import Charge
from invoices.modules.ledger.models import Entry
from invoices.modules.payments.models import Receipt
from property_ops.framework.rest.kit import ApiOperation
from property_ops.framework.scope import OfEstate
from property_ops.modules.dispatch.models import Crew, Visit
from property_ops.modules.estates.models import Estate, Unit
from property_ops.modules.requests.models import Request
from property_ops.modules.works.models import WorkOrder

IN_PATH: dict[str, tuple[type[Model], str]] = {
    "estates": (Estate, "code"),
    "units": (Unit, "code"),
    "works": (WorkOrder, "number"),
    "requests": (Request, "number"),
    "visits": (Visit, "pk"),
    "charges": (Charge, "pk"),
    "bills": (Bill, "pk"),
    "receipts": (Receipt, "pk"),
    "entries": (Entry, "number"),
}
"""By the word before it: what is named in a path."""


def path_of(operation: ApiOperation, estate: Estate) -> str:
    """The path with things of the estate in it."""

    def named(match: re.Match[str]) -> str:
        model, field = IN_PATH[match[1]]
        return f"/{match[1]}/{getattr(_of(model, estate), field)}"

    return re.sub(r"/(\w+)/\{[^}]+\}", named, operation.path)


def sent_of(operation: ApiOperation, estate: Estate) -> Any:
    """Content that is as the description says, about things of the estate."""
    unit, work = _of(Unit, estate), _of(WorkOrder, estate)
    contents: dict[str, Any] = {
        "/requests": {"estate": estate.code, "channel": "phone", "topic": "roads", "content": "路灯不亮",
                      "received_on": "2022-07-01", "due_on": "2022-07-08"},
        "/requests/{number}/take": {"handled_by": "周网格"},
        "/requests/{number}/answer": {"result": "已修复", "on": "2022-07-02"},
        "/works": {"estate": estate.code, "kind": "道路修补", "place": "南门"},
        "/works/{number}/estimate": {"lines": [{"name": "修补", "unit": "㎡", "planned": "10", "price_fen": 5000}],
                                     "payers": {"subsidy": 100}},
        "/works/{number}/schedule": {"planned_on": "2022-07-09"},
        "/works/{number}/cancel": {"remark": "不做了"},
        "/works/{number}/start": {},
        "/works/{number}/finish": {"lines": [{"line": 1, "done": "10"}]},
        "/visits": {"work": work.number, "minutes": 60},
        "/visits/{int:id}": {"due_on": None, "urgent": True, "note": ""},
        "/visits/{int:id}/place": {"crew": _crew(), "starts_at": "2022-07-09T08:00:00+08:00"},
        "/receipts": {"unit": unit.code, "amount_fen": 100, "channel": "cash", "received_on": "2022-07-08"},
    }  # fmt: skip
    return contents.get(operation.path)


def _crew() -> int:
    crew = Crew.objects.first()
    assert crew is not None
    return crew.pk


def _of(model: Any, estate: Estate) -> Any:
    rows = model.objects.order_by("pk")
    if issubclass(model, OfEstate):
        rows = model.narrowed(rows, Estate.objects.filter(pk=estate.pk))
    found = rows.first()
    assert found is not None, f"the site has no {model.__name__}"
    return found
