"""Pushes started on the page: they run in the background, and one document can be tried again."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain.documents import CUSTOMER
from invoices.modules.erpnext.domain.errors import AmendedThere, NoSuchDocument, NotAllocated
from invoices.modules.erpnext.domain.states import MOVES, SyncMove, SyncState
from invoices.modules.erpnext.models import PushRun, SyncRecord
from invoices.modules.erpnext.services.connection import access
from invoices.modules.erpnext.services.names import amended_from
from invoices.modules.erpnext.services.push import Progress, push
from property_ops.framework import audit
from property_ops.framework.background import MOST_ATTEMPTS
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

SILENCE = timedelta(minutes=10)  # longer than the slowest request and its repetitions
INTERRUPTED = gettext_noop("The push was interrupted. Start it again: it goes on where it stopped.")


@transaction.atomic
def start_push(*, by: User, now: datetime, enqueue: Callable[[int], Any]) -> PushRun:
    """Record the run and hand it to `enqueue` in the same transaction. Raises NotAllowed, NotConfigured, BadSetting."""
    require(by, "erpnext.push")
    access()
    run = PushRun.objects.create(by=by, started_at=now)
    enqueue(run.pk)
    return run


def perform_push(run_id: int, *, attempt: int = 1) -> None:
    """Do it; a task that is delivered twice pushes what is left, which harms nothing."""
    run = PushRun.objects.select_related("by").get(pk=run_id)
    if run.finished_at:
        return
    if attempt > MOST_ATTEMPTS:
        PushRun.objects.filter(pk=run_id).update(finished_at=timezone.now(), error=INTERRUPTED)
        return
    error, data = INTERRUPTED, {}
    try:
        where = access()
        gateway = where.gateway()
        try:
            results = push(access=where, gateway=gateway, by=run.by, progress=_keeping_count(run_id))
        finally:
            gateway.close()
        error = ""
        for stopped in (one.gave_up for one in results if one.gave_up):
            raise stopped
        for name, why in (told for one in results for told in one.refused):
            raise NotAllocated(name=name, why=why)
    except BusinessError as refused:
        error, data = refused.message, {key: str(value) for key, value in refused.data.items()}
    finally:
        PushRun.objects.filter(pk=run_id).update(finished_at=timezone.now(), error=error, error_data=data)


def _keeping_count(run_id: int) -> Progress:
    """Writes down how far the run is, for the page."""

    def tell(done: int, total: int, doctype: str) -> None:
        PushRun.objects.filter(pk=run_id).update(beat_at=timezone.now(), done=done, total=total, at=doctype)

    return tell


def is_going_on(run: PushRun, now: datetime) -> bool:
    """Whether it runs; one that was killed gives no sign of life any more."""
    return run.finished_at is None and now - (run.beat_at or run.started_at) < SILENCE


def refused_now() -> list[SyncRecord]:
    """What ERPNext does not take as it is."""
    return list(selectors.records().filter(state=SyncState.FAILED).order_by("pk").defer("content"))


def try_again(*, record: SyncRecord, by: User) -> None:
    """A refused document, or one that is gone from ERPNext, waits for the next push. Raises NotAllowed, IllegalMove.

    The push looks its id up first: what is there all the same is not sent twice.
    """
    require(by, "erpnext.push", record)
    with transaction.atomic():
        locked = SyncRecord.objects.select_for_update().get(pk=record.pk)
        locked.state = MOVES.after(SyncState(locked.state), SyncMove.CHANGE, thing=locked.label)
        locked.error_kind = locked.error_detail = ""
        locked.save()
    audit.record(by=by, action="erpnext.retried", subject=record.key)


def send_again(*, labels: Sequence[str], gateway: Gateway, by: User) -> list[SyncRecord]:
    """Those documents, all or none, where they were cancelled or deleted in ERPNext.

    Raises NotAllowed, NoSuchDocument, AmendedThere, and what the gateway raises.
    """
    require(by, "erpnext.push")
    found = [_named(label) for label in labels]
    for record in found:
        amended = amended_from(gateway, record.doctype, [record.remote_name] if record.remote_name else [])
        if amended:
            raise AmendedThere(document=record.label, name=amended[record.remote_name])
    for record in found:
        try_again(record=record, by=by)
    return found


def _named(label: str) -> SyncRecord:
    records = selectors.records().exclude(doctype=CUSTOMER)
    record = records.filter(Q(label=label) | Q(remote_name=label) | Q(key=label)).first()
    if record is None:
        raise NoSuchDocument(document=label)
    return record
