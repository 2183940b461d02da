"""`property-ops erpnext push`: everything that is issued and not in ERPNext yet, in batches that can be interrupted."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain.documents import INVOICE, PURCHASE, SOURCE_FIELD, TIMESHEET
from invoices.modules.erpnext.domain.errors import GaveUp, Refused, SetupMissing, Unreachable
from invoices.modules.erpnext.domain.roles import needed_to_push
from invoices.modules.erpnext.domain.states import SyncState
from invoices.modules.erpnext.models import SyncRecord
from invoices.modules.erpnext.services.allocations import RECONCILIATION, CarriedOver, carry_over, loosen
from invoices.modules.erpnext.services.attachments import FILE, attach_statements
from invoices.modules.erpnext.services.changes import propose_changes
from invoices.modules.erpnext.services.choosing import EVERYTHING, ChosenDocument, WantedDocuments, chosen
from invoices.modules.erpnext.services.company_defaults import books, record_everything
from invoices.modules.erpnext.services.connection import ErpNextAccess
from invoices.modules.erpnext.services.counted import end_tasks_again
from invoices.modules.erpnext.services.names import customers_anew, names_anew
from invoices.modules.erpnext.services.refusals import Refusals
from invoices.modules.erpnext.services.rights import require_rights
from invoices.modules.erpnext.services.sending import SendingBatch
from property_ops.framework import audit
from property_ops.framework.bulk import slices
from property_ops.framework.locking import process_lock
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.text import gettext_noop

BATCH = 100
ATTEMPTS = 4
FIRST_WAIT = 2.0
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push came to, by doctype; `gave_up` says why it did not go on with the rest.

    `refused`: what has no record of its own, such as allocations: its name in ERPNext, and why.
    """

    doctype: str
    sent: int
    failed: int
    waiting: int
    gave_up: GaveUp | None = None
    refused: Sequence[tuple[str, str]] = ()


@dataclass(slots=True)
class _Course:
    """One push under way."""

    access: ErpNextAccess
    gateway: Gateway
    started: datetime
    sleep: Callable[[float], None]
    progress: Progress | None
    chosen: dict[str, list[ChosenDocument]]
    gave_up: dict[str, GaveUp] = field(default_factory=dict)


def push(
    *,
    access: ErpNextAccess,
    gateway: Gateway,
    by: User,
    wanted: WantedDocuments = EVERYTHING,
    progress: Progress | None = None,
    clock: Callable[[], datetime] = timezone.now,
    sleep: Callable[[float], None] = time.sleep,
) -> list[Pushed]:
    """Send what waits, and once more what was refused. A second push at the same time waits for the first.

    Raises NotAllowed, RolesMissing, SetupMissing, NotLetIn, and Unreachable after some attempts; what was sent stays
    sent.
    """
    require(by, "erpnext.push")
    with process_lock("erpnext-push"):
        started, carried, attached = clock(), CarriedOver(), 0
        _prepare(access, gateway, by, started)
        course = _Course(access, gateway, started, sleep, progress, chosen(wanted))
        for doctype in course.chosen:
            _push_all(course, doctype)
            if doctype == TIMESHEET and course.chosen[doctype]:
                end_tasks_again(gateway)
        if not course.gave_up:
            carried = carry_over(access=access, gateway=gateway, progress=progress)
            attached = attach_statements(gateway=gateway, by=by, now=started, today=timezone.localdate(started))
    results = _results(started, course.gave_up)
    if carried.done or carried.refused:
        results.append(Pushed(RECONCILIATION, carried.done, len(carried.refused), 0, refused=carried.refused))
    if attached:
        results.append(Pushed(FILE, attached, 0, 0))
    audit.record(by=by, action="erpnext.pushed", subject=access.company, sent=sum(one.sent for one in results))
    return results


def what_would_be_pushed(
    *, access: ErpNextAccess, gateway: Gateway, by: User, wanted: WantedDocuments = EVERYTHING
) -> list[Pushed]:
    """The same reckoning without sending anything. Raises as push."""
    require(by, "erpnext.push")
    with transaction.atomic():
        _prepare(access, gateway, by, timezone.now())
        found = chosen(wanted)
        results = [Pushed(doctype, 0, 0, len(some)) for doctype, some in found.items()]
        transaction.set_rollback(True)
    return results


def _prepare(access: ErpNextAccess, gateway: Gateway, by: User, now: datetime) -> None:
    """All that is to be sent has a record, and what ERPNext calls things is known anew.

    What was changed there is proposed before ours could be written over it.
    """
    books(access, gateway)  # the company is there, and something is set up
    require_rights(gateway, needed_to_push(selectors.doctypes_sent()))
    _fields_are_there(gateway)
    names_anew(gateway)
    customers_anew(gateway, to_remake=True)
    propose_changes(company=access.company, gateway=gateway, by=by, now=now, with_purchases=False)
    record_everything(books(access, gateway))


def _push_all(course: _Course, doctype: str) -> None:
    """Returns go behind all invoices, in batches of their own, for they name them."""
    rows, refusals, done = course.chosen[doctype], Refusals(), 0
    try:
        for returns in (False, True):
            ids = [one.pk for one in rows if one.is_return == returns]
            if returns and ids and doctype in (INVOICE, PURCHASE):
                loosen(access=course.access, gateway=course.gateway)
            for some in slices(ids, BATCH):
                if course.progress:
                    course.progress(done, len(rows), doctype)
                _send(_batch(course, doctype, some, refusals), course.sleep)
                done += len(some)
    except GaveUp as error:
        course.gave_up[doctype] = error
    if course.progress and rows:
        course.progress(done, len(rows), doctype)
    _look_again(course, doctype)


def _batch(course: _Course, doctype: str, ids: list[int], refusals: Refusals) -> SendingBatch:
    records = list(SyncRecord.objects.filter(pk__in=ids).order_by("pk"))
    return SendingBatch(gateway=course.gateway, doctype=doctype, records=records, now=course.started, refusals=refusals)


def _look_again(course: _Course, doctype: str) -> None:
    """Of what was refused just now: what is there all the same."""
    refused = selectors.records().filter(doctype=doctype, state=SyncState.FAILED, settled_at=course.started)
    for some in slices(list(refused.values_list("pk", flat=True)), 200):
        _batch(course, doctype, some, Refusals()).look_again()


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
    """Without the unique field a document could be sent twice: ERPNext drops unknown fields without a word.

    Whether they are unique only `setup` may read; the nightly token need not.
    """
    company = selectors.current_company()
    if company is None or company.fields_checked_at is None:
        raise SetupMissing(problem=gettext_noop("The unique field for our ids was not looked at yet."))
    for doctype in selectors.doctypes_sent():
        try:
            gateway.rows(doctype, ["name", SOURCE_FIELD], {SOURCE_FIELD: "-"})
        except Refused as error:
            raise SetupMissing(problem=gettext_noop("The unique field for our ids is missing.")) from error


def _results(started: datetime, gave_up: dict[str, GaveUp]) -> list[Pushed]:
    counted = selectors.counts()
    doctypes = selectors.doctypes_sent()
    sent = {doctype: selectors.sent_documents(doctype).filter(settled_at=started).count() for doctype in doctypes}
    return [
        Pushed(
            doctype,
            sent[doctype],
            counted.get((doctype, SyncState.FAILED), 0),
            counted.get((doctype, SyncState.WAITING), 0) + counted.get((doctype, SyncState.SENDING), 0),
            gave_up.get(doctype),
        )
        for doctype in doctypes
    ]
