"""The records of what is sent: how far each is."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from invoices.modules.erpnext.domain.documents import (
    CUSTOMER,
    IN_ORDER,
    OF_PURCHASES,
    OF_REQUESTS,
    OF_STORE,
    OF_WORKS,
    PURCHASE,
)
from invoices.modules.erpnext.domain.states import SyncState
from invoices.modules.erpnext.models import (
    BookComparison,
    Connection,
    KnownDocument,
    PaymentCorrection,
    PushRun,
    RemoteChange,
    SyncEvent,
    SyncRecord,
)
from invoices.modules.erpnext.models.sync import DOCTYPES
from invoices.modules.erpnext.selectors.companies import current_space
from property_ops.framework.models import User


def records() -> QuerySet[SyncRecord]:
    """Those of the company that documents go to now."""
    return SyncRecord.objects.filter(space=current_space())


def names_suppliers() -> bool:
    """Whether 2202 is by supplier there: once it was for one entry, it stays so, whatever the settings say later."""
    return Connection.load().sends_purchases or records().filter(doctype=PURCHASE, state=SyncState.SENT).exists()


def doctypes_sent() -> tuple[str, ...]:
    """What is sent as the settings are, in its order."""
    settings = Connection.load()
    off = {
        *(() if names_suppliers() else OF_PURCHASES),
        *(() if settings.sends_works else OF_WORKS),
        *(() if settings.sends_materials else OF_STORE),
        *(() if settings.sends_requests else OF_REQUESTS),
    }
    return tuple(doctype for doctype in IN_ORDER if doctype not in off)


def recorded(keys: Sequence[str]) -> set[str]:
    return set(records().filter(key__in=keys).values_list("key", flat=True))


def waiting(doctype: str, *, again: bool) -> QuerySet[SyncRecord]:
    """What is to be sent: not sent yet, or in doubt; with `again` what was refused as well.

    What was changed there and waits for a person is left as it is.
    """
    states = [SyncState.WAITING, SyncState.SENDING, *([SyncState.FAILED] if again else [])]
    asked = RemoteChange.objects.filter(RemoteChange.WAITS, space=current_space()).exclude(key="")
    return records().filter(doctype=doctype, state__in=states).exclude(key__in=asked.values("key"))


def remote_names(keys: Sequence[str]) -> dict[str, str]:
    """Key → name in ERPNext, of documents that are there."""
    return dict(records().filter(key__in=keys, state=SyncState.SENT).values_list("key", "remote_name"))


def counts() -> dict[tuple[str, str], int]:
    """(doctype, state) → how many."""
    rows = records().order_by().values_list("doctype", "state").annotate(count=Count("pk"))
    return {(doctype, state): count for doctype, state, count in rows}


def doctypes(request: object = None) -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in DOCTYPES]


def visible_records(user: User) -> QuerySet[SyncRecord]:
    return SyncRecord.objects.visible_to(user).filter(space=current_space())


def find(records: QuerySet[SyncRecord], text: str) -> QuerySet[SyncRecord]:
    return records.filter(Q(label__icontains=text) | Q(remote_name__icontains=text) | Q(key__icontains=text))


def events_of(record: SyncRecord) -> QuerySet[SyncEvent]:
    return SyncEvent.objects.filter(record=record)


def by_state() -> list[tuple[SyncState, int]]:
    """How many documents are in each state."""
    counted = counts()
    return [(state, sum(count for (_, one), count in counted.items() if one == state)) for state in SyncState]


def last_run() -> PushRun | None:
    return PushRun.objects.select_related("by").first()


def taken_over() -> set[str]:
    """The names of the documents that came from ERPNext, or were amended there."""
    return set(records().filter(from_there=True).values_list("remote_name", flat=True))


def customers_over_there(names: set[str]) -> dict[str, str]:
    """Name in ERPNext → key, of customers of ours."""
    ours = records().filter(doctype=CUSTOMER, state=SyncState.SENT, remote_name__in=names)
    return dict(ours.values_list("remote_name", "key"))


def sent_documents(doctype: str) -> QuerySet[SyncRecord]:
    """What stands in ERPNext as far as we know."""
    return records().filter(doctype=doctype, state=SyncState.SENT)


def known_documents() -> dict[tuple[str, str], str]:
    """(doctype, name) → the digest with which a document of others is known to two persons."""
    known = KnownDocument.objects.filter(KnownDocument.STANDS, space=current_space()).order_by("pk")
    return {(doctype, name): digest for doctype, name, digest in known.values_list("doctype", "name", "digest")}


def remote_changes(user: User) -> QuerySet[RemoteChange]:
    return RemoteChange.objects.visible_to(user).select_related("estate", "prepared_by", "decided_by")


def known_marks(user: User) -> QuerySet[KnownDocument]:
    return KnownDocument.objects.visible_to(user).select_related("prepared_by", "decided_by")


def last_comparison() -> BookComparison | None:
    return BookComparison.objects.select_related("by").first()


def corrections(user: User) -> QuerySet[PaymentCorrection]:
    return PaymentCorrection.objects.visible_to(user).select_related("receipt", "prepared_by")
