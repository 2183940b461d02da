"""Requests of material as ERPNext v15 checks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.services.erpnext.masters import check_centre, check_whole
from tests.services.erpnext.refusal import Refusal

if TYPE_CHECKING:
    from tests.services.erpnext.store import Store

KINDS = ("Purchase", "Material Transfer", "Material Issue", "Manufacture", "Customer Provided")


def check_request(store: Store, request: dict[str, Any]) -> None:
    if request.get("material_request_type") not in KINDS:
        raise Refusal(417, "ValidationError", "Purpose cannot be empty")
    if not request.get("items"):
        raise Refusal(417, "MandatoryError", "[Material Request]: items")
    for row in request["items"]:
        _check_row(store, request, row)
    if request["transaction_date"] > request["schedule_date"]:
        raise Refusal(417, "ValidationError", "Reqd by Date cannot be before Transaction Date")
    request["title"] = request.get("title") or ", ".join(row["item_code"] for row in request["items"])
    request["status"], request["per_ordered"] = "Pending", 0.0


def _check_row(store: Store, request: dict[str, Any], row: dict[str, Any]) -> None:
    item = store.of("Item").get(row.get("item_code") or "")
    if item is None:
        raise Refusal(404, "DoesNotExistError", f"Item {row.get('item_code')} not found")
    for name, doctype in (("warehouse", "Warehouse"), ("project", "Project")):
        if row.get(name) and row[name] not in store.of(doctype):
            raise Refusal(417, "LinkValidationError", f"Could not find Row #1: {doctype}: {row[name]}")
    if not row.get("schedule_date"):
        raise Refusal(417, "MandatoryError", "[Material Request Item]: schedule_date")
    if not float(row.get("qty") or 0):
        raise Refusal(417, "ValidationError", f"Please enter quantity for Item {row['item_code']}")
    if int(item.get("is_stock_item") or 0) and not row.get("warehouse"):
        raise Refusal(417, "ValidationError", f"Warehouse is mandatory for stock Item {row['item_code']} in row 1")
    check_whole(store, item.get("stock_uom") or "", row["qty"])
    check_centre(store, row.get("cost_center"), request["company"])


def check_cancelled(request: dict[str, Any]) -> None:
    """Not once the store has acted on it."""
    if request["per_ordered"]:
        raise Refusal(417, "LinkExistsError", f"Cannot cancel: {request['name']} is linked with a Stock Entry")
