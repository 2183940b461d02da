"""A change in ERPNext that another person accepts is made here too; what is refused stays as it is here."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from invoices.modules.breakeven.public import RESIDENTS, CostKind, CostVoucher, approve_vouchers, prepare_voucher
from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.domain.bookings import booking_key
from invoices.modules.erpnext.domain.documents import PURCHASE, TIMESHEET
from invoices.modules.erpnext.domain.states import MOVES, SyncMove, SyncState
from invoices.modules.erpnext.domain.works import hours_key
from invoices.modules.erpnext.models import RemoteChange, SyncEvent, SyncRecord
from invoices.modules.ledger.public import books, is_closed
from property_ops.framework.approval.services import approving, reject
from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.dispatch.public import NotPlaced, Visit, place_visit
from property_ops.modules.works.public import WorkCost, correct_cost, left_of, record_labour

BECAUSE = "ERPNext %(name)s 更正"
HOURS = hours_key(0)[:-1]


def accept_change(*, change: int, by: User, now: datetime, today: date) -> RemoteChange:
    """Raises NotAllowed, AlreadyDecided, SamePerson, and what the services raise that carry it out."""
    with transaction.atomic(), books(), approving(RemoteChange, change, by=by, now=now) as found:
        CARRIED_OUT[RemoteChange.Kind(found.kind)](found, by, now, today)
    return found


def refuse_change(*, change: int, reason: str, by: User, now: datetime) -> RemoteChange:
    """A visit stays where it is here, and the next push moves the task back. Raises as `reject`."""
    with transaction.atomic():
        found = reject(RemoteChange, change, reason=reason, by=by, now=now)
        if found.kind == RemoteChange.Kind.VISIT:
            _send_anew(found.key)
    return found


def _send_anew(key: str) -> None:
    record = selectors.records().select_for_update().filter(key=key, state=SyncState.SENT).first()
    if record is not None:
        record.state = MOVES.after(SyncState(record.state), SyncMove.CHANGE, thing=record.label)
        record.save(update_fields=["state"])


def _move_visit(change: RemoteChange, by: User, now: datetime, today: date) -> None:
    """To the day on which it begins there, at the same hour, with the same crew."""
    work, _, number = change.label.rpartition("-")
    visit = Visit.objects.select_related("crew").get(work__number=work, number=number)
    if visit.crew is None or visit.starts_at is None:
        raise NotPlaced(visit=str(visit))
    there = date.fromisoformat(change.after.partition("～")[0])
    start = visit.starts_at + (there - timezone.localdate(visit.starts_at))
    place_visit(visit=visit, crew=visit.crew, start=start, by=by, at=now)


def _correct_hours(change: RemoteChange, by: User, now: datetime, today: date) -> None:
    """The cost is taken back whole, and recorded anew with the hours and the day as they stand there."""
    cost = WorkCost.objects.select_related("work").get(pk=int(change.key.removeprefix(HOURS)))
    because = BECAUSE % {"name": change.facts["replaced_by"] or change.name}
    left = left_of(cost)
    if left:
        correct_cost(cost=cost, less=left, by=by, on=today, remark=because)
    record = selectors.records().select_for_update().get(key=change.key)
    record.state = MOVES.after(SyncState(record.state), SyncMove.NET, thing=record.label)
    record.save(update_fields=["state"])
    hours = Decimal(change.facts["hours"])
    if hours <= 0:
        return
    day = date.fromisoformat(change.facts["on"])
    fresh = record_labour(work=cost.work, trade=cost.trade, hours=hours, by=by, on=day, remark=because)
    content = {"time_logs": [{"hours": str(hours)}]}
    taken = {"label": f"{cost.work.number} {day} {cost.trade}", "month": day.replace(day=1), "content": content}
    _taken_over(change, TIMESHEET, hours_key(fresh.pk), change.facts["replaced_by"], now, **taken)


def _book_purchase(change: RemoteChange, by: User, now: datetime, today: date) -> None:
    """As a cost voucher of who fetched it, approved by who accepts it; posted on its day there, if that is open."""
    day, kind = date.fromisoformat(change.facts["day"]), CostKind.objects.get(code=change.facts["kind"])
    voucher = CostVoucher(
        estate=change.estate,
        month=day.replace(day=1),
        kind=kind,
        funding=RESIDENTS,
        amount=change.amount,
        memo=f"{change.facts['supplier']} {change.facts['bill'] or ''}".strip()[:120],
        reference=change.name[:40],
    )
    prepared = prepare_voucher(voucher=voucher, by=change.prepared_by, now=now)
    posted_on = today if is_closed(Month.of(day)) else day
    approve_vouchers(ids=[prepared.pk], by=by, now=now, today=posted_on)
    prepared.refresh_from_db()
    taken = {"label": str(prepared), "month": prepared.month, "amount": change.amount}
    content = {"supplier": change.facts["supplier"]}
    _taken_over(change, PURCHASE, booking_key(f"cost/{prepared.number}"), change.name, now, content=content, **taken)


def _taken_over(change: RemoteChange, doctype: str, key: str, name: str, now: datetime, **values: object) -> None:
    made = SyncRecord.objects.create(
        space=selectors.current_space(),
        doctype=doctype,
        key=key,
        estate=change.estate.code,
        remote_name=name,
        state=SyncState.SENT,
        from_there=True,
        settled_at=now,
        **values,
    )
    SyncEvent.objects.create(record=made, happened_at=now, state=SyncState.SENT, detail=name)


CARRIED_OUT: dict[RemoteChange.Kind, Callable[[RemoteChange, User, datetime, date], None]] = {
    RemoteChange.Kind.VISIT: _move_visit,
    RemoteChange.Kind.HOURS: _correct_hours,
    RemoteChange.Kind.PURCHASE: _book_purchase,
}
