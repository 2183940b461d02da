"""Payments that were cancelled, corrected or deleted in ERPNext after both sides had them.

An amended copy that books the same takes the place of the cancelled one, without a word. Anything else moves money:
the receipt here waits to be reversed until another person approves (docs/product.md rule 10).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.documents import JOURNAL, PAYMENT
from invoices.modules.erpnext.domain.money import money_in
from invoices.modules.erpnext.domain.states import MOVES, DocStatus, SyncMove, SyncState
from invoices.modules.erpnext.models import PaymentCorrection, SyncEvent, SyncRecord
from invoices.modules.erpnext.services.connection import ErpNextAccess
from invoices.modules.ledger.public import books
from invoices.modules.payments.public import Receipt, ReceiptState, reverse
from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan

KEPT = ("party", "paid_to", "posting_date")
PAYMENT_FIELDS = (
    "name",
    "party",
    "posting_date",
    "paid_to",
    "received_amount",
    "total_allocated_amount",
    "unallocated_amount",
    "remarks",
    "amended_from",
    "reference_no",
)
"""What is read of a payment."""
BECAUSE = "ERPNext: %(cancelled)s 已取消 %(replaced_by)s"
RECEIPT_KEY = "po:receipt/"


@dataclass(slots=True)
class FoundCorrections:
    """`proposed`: numbers of receipts; `same`: how many amended copies book the same; `replacing`: names that wait."""

    proposed: list[str] = field(default_factory=list)
    same: int = 0
    replacing: set[str] = field(default_factory=set)


def follow_corrections(*, access: ErpNextAccess, gateway: Gateway, by: User, now: datetime) -> FoundCorrections:
    """Every payment that both sides had, and that no longer stands there. Raises what the gateway raises."""
    found = FoundCorrections(replacing=_not_approved())
    for record, before, successor in _no_longer_there(gateway, access.company):
        if before is not None and successor is not None and _books_the_same(record, before, successor):
            _adopt(record, successor, now)
            found.same += 1
        else:
            _propose(record, successor, found, by, now)
    return found


def replacing(gateway: Gateway, company: str) -> set[str]:
    """The payments that stand for cancelled ones whose receipts still stand here: they are no new ones."""
    gone = _no_longer_there(gateway, company)
    return {successor["name"] for _record, _before, successor in gone if successor is not None} | _not_approved()


def _not_approved() -> set[str]:
    left = PaymentCorrection.objects.exclude(state=ApprovalState.APPROVED).exclude(replaced_by="")
    return set(left.values_list("replaced_by", flat=True))


def _no_longer_there(gateway: Gateway, company: str) -> Iterator[tuple[SyncRecord, Row | None, Row | None]]:
    """Records of receipts whose document was cancelled or deleted: as it stood, and what replaced it."""
    for doctype in (PAYMENT, JOURNAL):
        records = selectors.sent_documents(doctype).filter(key__startswith=RECEIPT_KEY).order_by("pk")
        known = {record.remote_name: record for record in records}
        standing = (
            gateway.rows(doctype, ["name"], {"company": company, "docstatus": DocStatus.SUBMITTED}) if known else []
        )
        gone = sorted(known.keys() - {row["name"] for row in standing})
        fields = ["name", "docstatus", "amended_from"] if doctype == JOURNAL else [*PAYMENT_FIELDS, "docstatus"]
        rows = gateway.by_name(doctype, gone, fields)
        following = successors(gateway, doctype, gone, fields)
        for name in gone:
            yield known[name], rows.get(name), following.get(name)


def successors(gateway: Gateway, doctype: str, names: Sequence[str], fields: Sequence[str]) -> dict[str, Row]:
    """What replaces each in the end: an amended copy may have been amended again."""
    found: dict[str, Row] = {}
    asked = {name: name for name in names}
    while asked:
        rows = gateway.rows(doctype, list(fields), {"amended_from": ["in", sorted(asked)]})
        following = {}
        for row in rows:
            first = asked[row["amended_from"]]
            if row["docstatus"] == DocStatus.CANCELLED:
                following[row["name"]] = first
            elif row["docstatus"] == DocStatus.SUBMITTED:
                found[first] = row | {"doctype": doctype}
        asked = following
    return found


def _books_the_same(record: SyncRecord, before: Row, successor: Row) -> bool:
    """Party, account, day and amount are those that we have. Of journal entries nothing is taken for granted."""
    if record.doctype != PAYMENT or money_in(successor["received_amount"]) != record.amount:
        return False
    return all(str(before[name]) == str(successor[name]) for name in KEPT) and _settled(before) == _settled(successor)


def _settled(row: Row) -> Yuan | None:
    parts = [money_in(row.get(name) or 0) for name in ("total_allocated_amount", "unallocated_amount")]
    known = [part for part in parts if part is not None]
    return sum(known, ZERO) if len(known) == len(parts) else None


def _adopt(record: SyncRecord, successor: Row, now: datetime) -> None:
    record.remote_name, record.from_there = successor["name"], True
    record.save(update_fields=["remote_name", "from_there"])
    SyncEvent.objects.create(record=record, happened_at=now, state=record.state, detail=successor["name"])


def _propose(record: SyncRecord, successor: Row | None, found: FoundCorrections, by: User, now: datetime) -> None:
    receipt = _receipt_of(record)
    replaced_by = successor["name"] if successor else ""
    if receipt is None or receipt.state == ReceiptState.REVERSED:
        return
    found.replacing |= {replaced_by} - {""}
    told = PaymentCorrection.objects.filter(receipt=receipt, cancelled=record.remote_name, replaced_by=replaced_by)
    waits = PaymentCorrection.objects.filter(receipt=receipt, state=ApprovalState.WAITING)
    if told.exists() or waits.exists() or is_by_bank_file(receipt):
        return
    PaymentCorrection.objects.create(
        receipt=receipt, cancelled=record.remote_name, replaced_by=replaced_by, prepared_by=by, prepared_at=now
    )
    audit.record(by=by, action="erpnext.correction", subject=receipt.number, cancelled=record.remote_name)
    found.proposed.append(receipt.number)


def is_by_bank_file(receipt: Receipt) -> bool:
    """The bank says that the money came: nobody reverses that; the comparison tells that ERPNext has it cancelled."""
    return bool(receipt.file) and receipt.twin_id is None


def _receipt_of(record: SyncRecord) -> Receipt | None:
    return Receipt.objects.filter(number=record.key.removeprefix(RECEIPT_KEY)).first()


def approve_correction(*, correction: int, by: User, now: datetime, today: date) -> PaymentCorrection:
    """The receipt is reversed here as it was cancelled there; what replaced it is taken over by the next pull.

    Raises NotAllowed, AlreadyDecided, SamePerson, and what `payments.reverse` raises.
    """
    with transaction.atomic(), books(), approving(PaymentCorrection, correction, by=by, now=now) as found:
        because = BECAUSE % {"cancelled": found.cancelled, "replaced_by": found.replaced_by}
        reverse(receipt=found.receipt_id, because=because.strip(), by=by, now=now, today=today)
        _net(found.receipt.number)
    return found


def _net(number: str) -> None:
    """What the receipt booked and what took it back stand on neither side; or all of it stands on both."""
    keys = selectors.keys_of_receipt(number)
    records = {record.key: record for record in selectors.records().filter(key__in=keys)}
    own = [key for key, one in records.items() if one.state == SyncState.SENT and not key.startswith(RECEIPT_KEY)]
    if own:
        _send_again(list(records.values()))
        return
    for key in keys:
        record = records.get(key) or SyncRecord(
            space=selectors.current_space(), doctype=JOURNAL, key=key, label=number, content={}
        )
        record.state = MOVES.after(SyncState(record.state), SyncMove.NET, thing=record.label)
        record.save()


def _send_again(records: Sequence[SyncRecord]) -> None:
    """The receipt stands there again, so that all that followed on it can be taken back in the same steps."""
    for record in records:
        if record.key.startswith(RECEIPT_KEY):
            record.state = MOVES.after(SyncState(record.state), SyncMove.CHANGE, thing=record.label)
            record.from_there, record.remote_name = False, ""
            record.save(update_fields=["state", "from_there", "remote_name"])
