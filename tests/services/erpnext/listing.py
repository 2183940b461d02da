"""Lists as `frappe.client.get_list` gives them: twenty rows unless more are asked for, grouped where that is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from tests.services.erpnext.refusal import Refusal
from tests.services.erpnext.selling import rounded

if TYPE_CHECKING:
    from tests.services.erpnext.store import Document, Store

PAGE = 20
SUM = re.compile(r"sum\((\w+)\) as (\w+)")
_NO_FIELD = "Field not permitted in query"


def listed(store: Store, values: dict[str, Any]) -> list[Document]:
    doctype = values["doctype"]
    fields = parsed(values.get("fields")) or ["name"]
    rows = _found(store, doctype, _conditions(parsed(values.get("filters"))))
    for name in fields:
        found = SUM.fullmatch(name)
        store.check_field(doctype, found[1] if found else name, _NO_FIELD)
    group = values.get("group_by")
    if group:
        rows = _grouped(rows, [name.strip() for name in group.split(",")], fields)
    rows = _in_order(rows, values.get("order_by"), is_grouped=bool(group))
    start, length = int(values.get("limit_start") or 0), int(values.get("limit_page_length", PAGE))
    rows = rows[start : start + length] if length else rows[start:]
    return rows if group else [{name: row.get(name) for name in fields} for row in rows]


def _in_order(rows: list[Document], wanted: str | None, *, is_grouped: bool) -> list[Document]:
    """What was changed last comes first, unless the question says otherwise: who pages, says so."""
    if not wanted:
        return rows[::-1] if is_grouped else sorted(rows, key=lambda row: str(row.get("modified") or ""), reverse=True)
    for part in reversed(wanted.split(",")):
        name, _, way = part.strip().partition(" ")
        rows = sorted(rows, key=lambda row: str(row.get(name) or ""), reverse=way.lower() == "desc")
    return rows


def parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) and value else value


def _conditions(filters: Any) -> list[tuple[str, str, Any]]:
    if isinstance(filters, list):
        return [tuple(one[-3:]) for one in filters]
    found = []
    for name, wanted in (filters or {}).items():
        operator, operand = wanted if isinstance(wanted, list) else ("=", wanted)
        found.append((name, operator, operand))
    return found


def _found(store: Store, doctype: str, conditions: list[tuple[str, str, Any]]) -> list[Document]:
    for name, _operator, _operand in conditions:
        store.check_field(doctype, name, _NO_FIELD)
    rows: Iterable[Document] = store.of(doctype).values()
    for name, operator, operand in conditions:
        if operator == "in" and name in ("name", "voucher_no", *store.unique_fields(doctype)):
            rows = store.with_values(doctype, name, operand)
    checks = [(name, _check(operator, operand)) for name, operator, operand in conditions]
    return [row for row in rows if all(check(row.get(name)) for name, check in checks)]


def _check(operator: str, operand: Any) -> Callable[[Any], bool]:
    if operator in ("in", "not in"):
        some = set(operand)
        return lambda value: (value in some) == (operator == "in")
    if operator == "is":
        return lambda value: bool(value) == (operand == "set")
    if operator == "like":
        pattern = re.compile(re.escape(operand).replace("%", ".*"), re.DOTALL)
        return lambda value: bool(pattern.fullmatch(str(value or "")))
    if operator == "between":
        return lambda value: str(operand[0]) <= str(value) <= str(operand[1])
    if operator in (">", "<", ">=", "<="):
        return lambda value: _compared(value, operator, operand)
    return lambda value: (str(value if value is not None else "") == str(operand)) == (operator == "=")


def _compared(value: Any, operator: str, operand: Any) -> bool:
    left: Any
    right: Any
    left, right = (str(value), operand) if isinstance(operand, str) else (float(value or 0), float(operand))
    return {">": left > right, "<": left < right, ">=": left >= right, "<=": left <= right}[operator]


def _grouped(rows: list[Document], by: list[str], fields: list[str]) -> list[Document]:
    groups: dict[tuple[Any, ...], Document] = {}
    sums = [found for name in fields if (found := SUM.fullmatch(name))]
    for row in rows:
        key = tuple(row.get(name) for name in by)
        group = groups.get(key)
        if group is None:
            group = groups[key] = {name: row.get(name) for name in fields if not SUM.fullmatch(name)}
            group |= {found[2]: rounded(0) for found in sums}
        for found in sums:
            group[found[2]] += rounded(row.get(found[1]) or 0)
    return list(groups.values())


def refuse_long(address: str) -> None:
    if len(address) > 8_000:
        raise Refusal(414, "", "URI too long")
