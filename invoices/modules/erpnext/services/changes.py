"""What was changed or booked in ERPNext and ought to be here as well: found here, accepted in `accepting`.

A task that was moved, hours that were corrected (Cancel + Amend, or cancelled), a purchase invoice that an accountant
entered. Nothing changes here before another person accepts it; a task that waits so is not written over by a push.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from invoices.modules.breakeven.public import CostKind
from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.documents import PURCHASE, SOURCE_FIELD, TASK, TIMESHEET
from invoices.modules.erpnext.domain.money import money_in
from invoices.modules.erpnext.domain.purchases import PAYABLE
from invoices.modules.erpnext.domain.states import DocStatus
from invoices.modules.erpnext.models import RemoteChange, SyncRecord
from invoices.modules.erpnext.services.corrections import successors
from invoices.modules.erpnext.services.counted import wanted_hours
from invoices.modules.erpnext.services.works_compared import days_in
from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.bulk import slices
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Estate

LOOK_UP = 200
TASK_FIELDS = ["status", "exp_start_date", "exp_end_date"]
HOURS_FIELDS = ["name", "docstatus", "total_hours", "start_date", "amended_from"]
PURCHASE_FIELDS = ["name", "supplier", "posting_date", "bill_no", "grand_total", "rounding_adjustment", "is_return"]
KEPT = (ApprovalState.WAITING, ApprovalState.APPROVED, ApprovalState.REJECTED)

IS_RETURN = gettext_noop("it is a return: enter it here as a reversal of a cost voucher")
ROUNDED_OFF = gettext_noop(
    "its total is rounded there, and what that leaves stands on another account: enter it here as a cost voucher, or "
    "let ERPNext not round it (Disable Rounded Total)"
)
SEVERAL_PLACES = gettext_noop("it has several accounts or cost centres: enter it here as cost vouchers")
NO_KIND = gettext_noop("its account is of no kind of cost here")
NO_ESTATE = gettext_noop("its cost centre is of no estate here")


@dataclass(slots=True)
class FoundChanges:
    """`proposed`: what waits now; `left`: names in ERPNext, each with a msgid that says why."""

    proposed: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def propose_changes(
    *, company: str, gateway: Gateway, by: User, now: datetime, with_purchases: bool = True
) -> FoundChanges:
    """Every change there of what the settings send. Safe to repeat. Raises what the gateway raises."""
    found, sent = FoundChanges(), selectors.doctypes_sent()
    if TASK in sent:
        for change in [*_visits(gateway), *_hours(gateway)]:
            _propose(change, found, by, now)
    if PURCHASE in sent and with_purchases:
        for change in _purchases(gateway, company, found):
            _propose(change, found, by, now)
    return found


def _propose(change: RemoteChange, found: FoundChanges, by: User, now: datetime) -> None:
    change.space = selectors.current_space()
    told = RemoteChange.objects.filter(space=change.space, kind=change.kind, name=change.name)
    if told.filter(state=ApprovalState.WAITING).exists() or told.filter(after=change.after, state__in=KEPT).exists():
        return
    change.prepared_by, change.prepared_at = by, now
    change.save()
    audit.record(by=by, action="erpnext.change", subject=change.name, kind=change.kind, after=change.after)
    found.proposed.append(f"{change.label} {change.after}")


def _change(record: SyncRecord, kind: RemoteChange.Kind, name: str) -> RemoteChange:
    estate = Estate.objects.get(code=record.estate)
    return RemoteChange(kind=kind, name=name, key=record.key, label=record.label, estate=estate)


def _visits(gateway: Gateway) -> Iterator[RemoteChange]:
    """Of tasks that both sides had, those with other days. What changed here since is told once it is there."""
    records = list(selectors.sent_documents(TASK).order_by("pk"))
    rows = gateway.by_name(TASK, [record.remote_name for record in records], TASK_FIELDS)
    for record in records:
        row = rows.get(record.remote_name)
        if row is None or days_in(row) == days_in(record.content) or not row.get("exp_start_date"):
            continue
        change = _change(record, RemoteChange.Kind.VISIT, record.remote_name)
        change.before, change.after = days_in(record.content), days_in(row)
        yield change


def _hours(gateway: Gateway) -> Iterator[RemoteChange]:
    records = {one.remote_name: one for one in selectors.sent_documents(TIMESHEET).order_by("pk")}
    rows = gateway.by_name(TIMESHEET, list(records), HOURS_FIELDS)
    gone = [name for name in records if name not in rows or rows[name]["docstatus"] == DocStatus.CANCELLED]
    following = successors(gateway, TIMESHEET, gone, HOURS_FIELDS) if gone else {}
    for name in gone:
        record, after = records[name], following.get(name)
        change = _change(record, RemoteChange.Kind.HOURS, name)
        hours, day = (str(after["total_hours"]), str(after["start_date"])[:10]) if after else ("0", "")
        change.before, change.after = str(wanted_hours(record)), f"{hours} {day}".strip()
        change.facts = {"hours": hours, "on": day, "replaced_by": after["name"] if after else ""}
        yield change


def _purchases(gateway: Gateway, company: str, found: FoundChanges) -> Iterator[RemoteChange]:
    known = selectors.taken_over() | {name for doctype, name in selectors.known_documents() if doctype == PURCHASE}
    filters = {"company": company, "docstatus": DocStatus.SUBMITTED, SOURCE_FIELD: ["is", "not set"]}
    rows = [row for row in gateway.rows(PURCHASE, PURCHASE_FIELDS, filters) if row["name"] not in known]
    entries = _entries(gateway, company, [row["name"] for row in rows])
    kinds = _kinds()
    estates = {name: code for code, name in selectors.cost_centres().items()}
    for row in rows:
        change = _purchase(row, entries.get(row["name"], []), kinds, estates)
        if isinstance(change, str):
            found.left.append((row["name"], change))
        else:
            yield change


def _purchase(
    row: Row, entries: Sequence[Row], kinds: dict[str, CostKind], estates: dict[str, str]
) -> RemoteChange | str:
    """The change, or a msgid that says why it is none."""
    costs = {(one["account"], one.get("cost_center") or "") for one in entries if money_in(one["debit"])}
    amount = money_in(row["grand_total"])
    if int(row.get("is_return") or 0) or amount is None or amount <= ZERO:
        return IS_RETURN
    if money_in(row.get("rounding_adjustment")):
        return ROUNDED_OFF
    if len(costs) != 1:
        return SEVERAL_PLACES
    ((account, centre),) = costs
    if account not in kinds:
        return NO_KIND
    if centre not in estates:
        return NO_ESTATE
    day = date.fromisoformat(str(row["posting_date"])[:10])
    return RemoteChange(
        kind=RemoteChange.Kind.PURCHASE,
        name=row["name"],
        label=str(row["supplier"])[:140],
        estate=Estate.objects.get(code=estates[centre]),
        after=f"{day} {kinds[account].name}"[:140],
        amount=amount,
        facts={"day": str(day), "kind": kinds[account].code, "supplier": row["supplier"], "bill": row.get("bill_no")},
    )


def _kinds() -> dict[str, CostKind]:
    """ERPNext's account → the kind of cost that is booked to it, where a supplier is owed for it."""
    accounts = selectors.account_mappings()
    kinds = CostKind.objects.filter(payable_account=PAYABLE).order_by("-pk")
    return {accounts[kind.expense_account]: kind for kind in kinds if kind.expense_account in accounts}


def _entries(gateway: Gateway, company: str, names: Sequence[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    fields = ["voucher_no", "account", "cost_center", "debit", "credit"]
    for some in slices(list(names), LOOK_UP):
        filters = {"company": company, "is_cancelled": 0, "voucher_type": PURCHASE, "voucher_no": ["in", some]}
        for row in gateway.rows("GL Entry", fields, filters):
            found.setdefault(row["voucher_no"], []).append(row)
    return found
