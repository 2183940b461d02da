"""`property-ops erpnext push`: everything that is issued and not in ERPNext yet, in batches that can be interrupted."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain.documents import (
    CUSTOMER,
    IN_ORDER,
    INVOICE,
    PAYMENT,
    SOURCE_FIELD,
    CompanyDefaults,
)
from invoices.modules.erpnext.domain.errors import SetupMissing, Unreachable
from invoices.modules.erpnext.domain.sales import is_return
from invoices.modules.erpnext.domain.states import SyncState
from invoices.modules.erpnext.models import SyncRecord
from invoices.modules.erpnext.services.company_defaults import books, record_everything
from invoices.modules.erpnext.services.connection import ErpNextAccess
from invoices.modules.erpnext.services.sending import SendingBatch
from property_ops.framework import audit
from property_ops.framework.bulk import slices
from property_ops.framework.locking import process_lock
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.text import gettext_noop

BATCH = 50
ATTEMPTS = 4
FIRST_WAIT = 2.0
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push came to, by doctype."""

    doctype: str
    sent: int
    failed: int
    waiting: int


def push(
    *,
    access: ErpNextAccess,
    gateway: Gateway,
    by: User,
    progress: Progress | None = None,
    clock: Callable[[], datetime] = timezone.now,
    sleep: Callable[[float], None] = time.sleep,
) -> list[Pushed]:
    """Send what waits, and once more what was refused. A second push at the same time waits for the first.

    Raises NotAllowed, SetupMissing, NotLetIn, and Unreachable after some attempts; what was sent stays sent.
    """
    require(by, "erpnext.push")
    with process_lock("erpnext-push"):
        where = books(access, gateway)
        _fields_are_there(gateway)
        record_everything(where)
        started = clock()
        for doctype in IN_ORDER:
            _push_all(gateway, doctype, progress, started, sleep)
    results = _results(started)
    audit.record(by=by, action="erpnext.pushed", subject=access.company, sent=sum(one.sent for one in results))
    return results


def what_would_be_pushed(*, access: ErpNextAccess, gateway: Gateway, by: User) -> list[Pushed]:
    """The same reckoning without sending anything. Raises as push."""
    require(by, "erpnext.push")
    where: CompanyDefaults = books(access, gateway)
    _fields_are_there(gateway)
    with transaction.atomic():
        record_everything(where)
        results = [Pushed(doctype, 0, 0, selectors.waiting(doctype, again=True).count()) for doctype in IN_ORDER]
        transaction.set_rollback(True)
    return results


def _push_all(
    gateway: Gateway, doctype: str, progress: Progress | None, started: datetime, sleep: Callable[[float], None]
) -> None:
    """Returns go behind all invoices, in batches of their own, for they name them."""
    rows = list(selectors.waiting(doctype, again=True).order_by("pk").values_list("pk", "key"))
    done = 0
    for returns in (False, True):
        ids = [pk for pk, key in rows if is_return(key) == returns]
        for some in slices(ids, BATCH):
            if progress:
                progress(done, len(rows), doctype)
            records = list(SyncRecord.objects.filter(pk__in=some).order_by("pk"))
            _send(SendingBatch(gateway=gateway, doctype=doctype, records=records, now=started), sleep)
            done += len(records)
    if progress and rows:
        progress(done, len(rows), doctype)


def _send(batch: SendingBatch, sleep: Callable[[float], None]) -> None:
    """Send it; where no answer came, wait, look up what arrived, and go on."""
    wait = FIRST_WAIT
    for left in reversed(range(ATTEMPTS)):
        try:
            batch.send()
            return
        except Unreachable:
            if not left:
                raise
            sleep(wait)
            wait *= 2


def _fields_are_there(gateway: Gateway) -> None:
    """Without the unique field a document could be sent twice: ERPNext drops unknown fields without a word."""
    rows = gateway.rows("Custom Field", ["dt", "unique"], {"fieldname": SOURCE_FIELD})
    unique = {row["dt"] for row in rows if row.get("unique")}
    if not {CUSTOMER, INVOICE, PAYMENT} <= unique:
        raise SetupMissing(problem=gettext_noop("The unique field for our ids is missing."))


def _results(started: datetime) -> list[Pushed]:
    counted = selectors.counts()
    sent = {
        doctype: SyncRecord.objects.filter(doctype=doctype, state=SyncState.SENT, settled_at=started).count()
        for doctype in IN_ORDER
    }
    return [
        Pushed(
            doctype,
            sent[doctype],
            counted.get((doctype, SyncState.FAILED), 0),
            counted.get((doctype, SyncState.WAITING), 0) + counted.get((doctype, SyncState.SENDING), 0),
        )
        for doctype in IN_ORDER
    ]
