"""What is there to send, read from the issued bills."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet, Sum

from invoices.modules.billing.public import Bill, BillLine, BillState
from invoices.modules.charges.public import Charge
from invoices.modules.erpnext.domain import documents
from invoices.modules.erpnext.domain.documents import Books, Document, ItemPlace, Line
from invoices.modules.erpnext.domain.states import SyncState
from invoices.modules.erpnext.models import CostCentre, ItemMapping, PushRun, SyncEvent, SyncRecord
from invoices.modules.erpnext.models.sync import DOCTYPES
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.quantity import plain, plain_ratio

CHUNK = 2_000


class IssuedBill(NamedTuple):
    pk: int
    number: str
    unit_code: str
    payer: int | None
    payer_name: str
    estate: str
    month: date
    issued_on: date
    due_on: date

    @property
    def key(self) -> str:
        return f"po:bill:{self.number}"

    @property
    def customer_key(self) -> str:
        return f"po:customer:{self.unit_code}:{self.payer or ''}"


def issued_bills() -> Iterator[list[IssuedBill]]:
    """All issued bills with an amount, in the order of their numbers, in chunks."""
    fields = ("pk", "number", "unit_code", "payer_id", "payer_name", "estate__code", "month", "issued_on", "due_on")
    bills = Bill.objects.filter(state=BillState.ISSUED).exclude(Q(total=ZERO))
    last = 0
    while rows := list(bills.filter(pk__gt=last).order_by("pk").values_list(*fields)[:CHUNK]):
        last = rows[-1][0]
        yield [IssuedBill._make(row) for row in rows]


def lines_of(bills: Sequence[IssuedBill]) -> dict[int, list[Line]]:
    """The lines of each bill, by its primary key."""
    found: dict[int, list[Line]] = defaultdict(list)
    for line in BillLine.objects.filter(bill__in=[bill.pk for bill in bills]).order_by("bill", "position"):
        found[line.bill_id].append(Line(line.item_code, _description(line), line.amount))
    return found


def _description(line: BillLine) -> str:
    factors = [f"{plain(line.quantity)} {line.quantity_unit}".strip(), plain(line.unit_price)]
    if line.ratio_numerator != line.ratio_denominator:
        factors.append(plain_ratio(Fraction(line.ratio_numerator, line.ratio_denominator)))
    last = line.end - timedelta(days=1)
    return f"{line.item_name} {line.start}～{last}：{' × '.join(factors)}"


def bill_documents(bills: Sequence[IssuedBill], books: Books) -> Iterator[Document]:
    """The payers of these bills as customers, and the bills as sales invoices."""
    lines = lines_of(bills)
    for bill in bills:
        yield documents.customer(key=bill.customer_key, unit_code=bill.unit_code, name=bill.payer_name, books=books)
        yield documents.invoice(
            key=bill.key,
            number=bill.number,
            customer_key=bill.customer_key,
            estate=bill.estate,
            month=bill.month,
            issued_on=bill.issued_on,
            due_on=bill.due_on,
            lines=lines[bill.pk],
            books=books,
        )


def recorded(keys: Sequence[str]) -> set[str]:
    return set(SyncRecord.objects.filter(key__in=keys).values_list("key", flat=True))


def item_places() -> dict[str, ItemPlace]:
    """Fee item code → its place in ERPNext."""
    return {
        mapping.fee_item.code: ItemPlace(mapping.item, mapping.income_account, mapping.tax_template)
        for mapping in ItemMapping.objects.select_related("fee_item")
    }


def cost_centres() -> dict[str, str]:
    return dict(CostCentre.objects.values_list("estate__code", "name"))


def waiting(doctype: str, *, again: bool) -> QuerySet[SyncRecord]:
    """What is to be sent: not sent yet, or in doubt; with `again` what was refused as well."""
    states = [SyncState.WAITING, SyncState.SENDING, *([SyncState.FAILED] if again else [])]
    return SyncRecord.objects.filter(doctype=doctype, state__in=states)


def remote_names(keys: Sequence[str]) -> dict[str, str]:
    """Key → name in ERPNext, of documents that are there."""
    return dict(SyncRecord.objects.filter(key__in=keys, state=SyncState.SENT).values_list("key", "remote_name"))


def posting_years() -> list[date]:
    """The first day of each year in which a bill was issued."""
    return list(Bill.objects.filter(state=BillState.ISSUED).dates("issued_on", "year"))


def counts() -> dict[tuple[str, str], int]:
    """(doctype, state) → how many."""
    rows = SyncRecord.objects.order_by().values_list("doctype", "state").annotate(count=Count("pk"))
    return {(doctype, state): count for doctype, state, count in rows}


def charged() -> dict[tuple[str, date], Yuan]:
    """(estate, month) → what is charged."""
    rows = Charge.objects.order_by().values_list("estate__code", "month").annotate(sum=Sum("amount"))
    return {(estate, month): amount for estate, month, amount in rows}


def billed() -> dict[tuple[str, date], Yuan]:
    """(estate, month) → what is on issued bills."""
    issued = Bill.objects.filter(state=BillState.ISSUED).order_by()
    rows = issued.values_list("estate__code", "month").annotate(sum=Sum("total"))
    return {(estate, month): amount for estate, month, amount in rows}


def doctypes(request: object = None) -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in DOCTYPES]


def all_records() -> QuerySet[SyncRecord]:
    return SyncRecord.objects.all()


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
