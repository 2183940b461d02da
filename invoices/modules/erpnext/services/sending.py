"""Sending a batch: look up what is there, send the rest, read it back, and write down how each document stands."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.documents import (
    ACCOUNT_PREFIX,
    AMOUNT_FIELD,
    COUNTED,
    CUSTOMER,
    LINK_FIELD,
    NAMED_ONCE,
    OF_CUSTOMERS,
    SOURCE_FIELD,
    UNIT_FIELD,
    UPDATED,
    account_key,
    named,
    store_key,
)
from invoices.modules.erpnext.domain.errors import AlreadyThere, GaveUp, Refused
from invoices.modules.erpnext.domain.money import money_in
from invoices.modules.erpnext.domain.states import MOVES, DocStatus, SyncMove, SyncState
from invoices.modules.erpnext.models import SyncEvent, SyncRecord
from invoices.modules.erpnext.services import counted
from invoices.modules.erpnext.services.names import amended_from, names_taken, of_ours
from invoices.modules.erpnext.services.refusals import Refusals
from invoices.modules.erpnext.services.returns import paid_there
from property_ops.framework.bulk import update_columns

DAY_LENGTH = len("2022-06-01")
LONGEST = 400
KEPT = ("state", "version", "attempts", "remote_name", "error_kind", "error_detail", "settled_at")
"""What sending changes of a record."""


class SendingBatch:
    """Records of one doctype that go together. After Unreachable or NotLetIn the rest is in doubt: `send` again."""

    def __init__(
        self, *, gateway: Gateway, doctype: str, records: Sequence[SyncRecord], now: datetime, refusals: Refusals
    ) -> None:
        self.gateway, self.doctype, self.now, self.refusals = gateway, doctype, now, refusals
        self.records = [record for record in records if record.state != SyncState.SENT]
        self.names = selectors.remote_names([name for record in records for name in record.names])
        self.names |= {account_key(code): name for code, name in selectors.account_mappings().items()}
        self.names |= {store_key(code): name for code, name in selectors.store_items().items()}
        self.taken: set[str] = set()  # by others on the site
        self._happened: list[SyncEvent] = []  # and not written down yet

    def send(self) -> None:
        """Bring each record to sent or refused. Raises Unreachable, NotLetIn, and GaveUp: then the rest waits again."""
        open_records = [record for record in self.records if self._begins(record)]
        self._save(self.records)
        self.taken = names_taken(self.gateway, self.doctype, open_records)
        try:
            missing = self._settle_found(open_records)
            again = [record for record in missing if record.version > 1]
            if again:  # a new version may have been sent before as well
                missing = [record for record in missing if record.version == 1] + self._settle_found(again)
            self._insert(missing)
        except GaveUp:
            self._give_back([record for record in open_records if record.state == SyncState.SENDING])
            raise

    def look_again(self) -> None:
        """Those that were refused though they arrived: a first try that was still under way looks so."""
        found = self._look_up(self.records)
        for record in self.records:
            row = found.get(record.remote_id)
            is_other = row is not None and self.doctype in COUNTED and counted.is_other(record, row)
            if row is not None and row["docstatus"] != DocStatus.CANCELLED and not is_other:
                self._move(record, SyncMove.SEND)
                self._settle(record, row)
        self._save(self.records)

    def _begins(self, record: SyncRecord) -> bool:
        """Whether it can be sent now; refused where a document that it names is not in ERPNext."""
        if record.state != SyncState.SENDING and record.settled_at == self.now:
            return False  # settled in this very push
        self._move(record, SyncMove.SEND)
        record.attempts += 1
        lacking = [name for name in record.names if name not in self.names]
        if lacking:
            self._refuse(record, *_why_lacking(lacking[0]))
            return False
        return True

    def _settle_found(self, records: Sequence[SyncRecord]) -> list[SyncRecord]:
        """Settle those that are in ERPNext already; returns the others, cancelled ones under their next version."""
        found = self._look_up(records)
        cancelled = {row["name"]: record for record in records if (row := found.get(record.remote_id)) and _is_off(row)}
        amended = amended_from(self.gateway, self.doctype, list(cancelled))
        missing = []
        for record in records:
            row = found.get(record.remote_id)
            if self.doctype in COUNTED and self._is_taken_back(record, row):
                continue
            if row is None:
                missing.append(record)
            elif not _is_off(row):
                self._settle(record, row)
            elif row["name"] in amended:
                self._refuse(record, "amended", amended[row["name"]])
            else:
                record.version += 1
                missing.append(record)
        self._save(records)
        return missing

    def _is_taken_back(self, record: SyncRecord, row: Row | None) -> bool:
        """What is another here now: cancelled there, to go as the next version, or not at all."""
        if row is not None and counted.is_other(record, row):
            try:
                counted.take_back(self.gateway, self.doctype, row["name"])
            except Refused as error:  # the store has acted on it, or a rule of the site
                self._refuse(record, error.data["kind"], error.data["detail"])
                return True
            row["docstatus"] = DocStatus.CANCELLED
        if counted.is_wanted(record):
            return False
        self._move(record, SyncMove.NET)
        record.settled_at = self.now
        return True

    def _give_back(self, records: Sequence[SyncRecord]) -> None:
        for record in records:
            self._move(record, SyncMove.RETURN)
        self._save(records)

    def _look_up(self, records: Sequence[SyncRecord]) -> dict[str, Row]:
        fields = ["docstatus", AMOUNT_FIELD.get(self.doctype, "modified"), *self._followed()]
        fields += [COUNTED[self.doctype]] if self.doctype in COUNTED else []
        return self.gateway.by_source(self.doctype, [record.remote_id for record in records], fields)

    def _followed(self) -> tuple[str, ...]:
        """The fields that are compared with what stands there."""
        is_described = any(UNIT_FIELD in record.content for record in self.records)
        return (*UPDATED.get(self.doctype, ()), *(OF_CUSTOMERS if is_described else ()))

    def _insert(self, records: Sequence[SyncRecord]) -> None:
        """All together; where one is refused, by halves until it is found, so that it does not stop the others."""
        records = self._worth_trying(records)
        if not records:
            return
        try:
            self.gateway.insert_many([self._wire(record) for record in records])
        except Refused as error:
            self._after_refusal(records, error)
            return
        self._read_back(records)

    def _worth_trying(self, records: Sequence[SyncRecord]) -> list[SyncRecord]:
        """Those of whose month none was refused for a closed or missing period; no return of what is paid."""
        rest, paid = [], paid_there(self.gateway, self.doctype, records, self.names)
        for record in records:
            why = self.refusals.of_its_month(record)
            if why:
                self._refuse(record, "as_others", why)
            elif record.pk in paid:
                self._refuse(record, "paid_there", paid[record.pk])
            else:
                rest.append(record)
        return rest

    def _after_refusal(self, records: Sequence[SyncRecord], error: Refused) -> None:
        """What is there already is settled: an earlier try may have arrived, and is refused for other reasons then."""
        missing = self._settle_found(records)
        if len(missing) == 1 == len(records):
            kind = "not_kept" if isinstance(error, AlreadyThere) else error.data["kind"]
            detail = SOURCE_FIELD if isinstance(error, AlreadyThere) else error.data["detail"]
            self._refuse(missing[0], kind, detail)
            self.refusals.refused(missing[0], kind, detail)
            return
        middle = (len(missing) + 1) // 2 if len(missing) > 1 else 1
        for half in (missing[:middle], missing[middle:]):
            if half:
                self._insert(half)

    def _read_back(self, records: Sequence[SyncRecord]) -> None:
        """The answer to an insert is stale, and unknown fields are dropped without a word: so it is read again."""
        found = self._look_up(records)
        for record in records:
            row = found.get(record.remote_id)
            if row is None:
                self._refuse(record, "not_kept", SOURCE_FIELD)
            else:
                self._settle(record, row)
        self._save(records)

    def _settle(self, record: SyncRecord, row: Row) -> None:
        """It is there: is it what was sent?"""
        if self.doctype in UPDATED:
            self._settle_updated(record, row)
            return
        if self.doctype in COUNTED:
            self._settle_counted(record, row)
            return
        amount = money_in(row[AMOUNT_FIELD[self.doctype]])
        if row["docstatus"] == DocStatus.DRAFT:
            self._refuse(record, "not_submitted", "Draft")
        elif amount != record.amount:
            self._refuse(record, "not_equal", f"{row['name']}: {row[AMOUNT_FIELD[self.doctype]]} ≠ {record.amount}")
        else:
            self._arrived(record, row)

    def _settle_updated(self, record: SyncRecord, row: Row) -> None:
        """What is no voucher takes what is another value here now; a day is one in a Date and in a Datetime."""
        ours, once = record.content, NAMED_ONCE.get(self.doctype, "")
        followed = [name for name in self._followed() if name in ours]
        changed = {name: ours[name] for name in followed if not _is_same(row.get(name), ours[name])}
        if once in changed and row.get(once) == of_ours(ours[once]):
            del changed[once]
        try:
            if changed:
                self.gateway.update(self.doctype, row["name"], changed)
        except Refused as error:  # it stands there as it was, and its page says why
            self._refuse(record, error.data["kind"], error.data["detail"])
            return
        self._arrived(record, row)

    def _settle_counted(self, record: SyncRecord, row: Row) -> None:
        if row["docstatus"] == DocStatus.DRAFT:
            self._refuse(record, "not_submitted", "Draft")
        elif counted.is_other(record, row):
            there = row[COUNTED[self.doctype]]
            self._refuse(record, "not_equal", f"{row['name']}: {there} ≠ {counted.wanted(record)}")
        else:
            self._arrived(record, row)

    def _arrived(self, record: SyncRecord, row: Row) -> None:
        self._move(record, SyncMove.FIND)
        record.remote_name, record.error_kind, record.error_detail = row["name"], "", ""
        record.settled_at = self.now
        self.refusals.arrived()
        self._happened.append(SyncEvent(record=record, happened_at=self.now, state=record.state, detail=row["name"]))

    def _refuse(self, record: SyncRecord, kind: str, detail: str) -> None:
        self._move(record, SyncMove.REFUSE)
        record.error_kind, record.error_detail = kind[:60], detail[:LONGEST]
        record.settled_at = self.now
        record.save()
        SyncEvent.objects.create(
            record=record, happened_at=self.now, state=record.state, kind=record.error_kind, detail=record.error_detail
        )

    def _wire(self, record: SyncRecord) -> dict[str, Any]:
        """As it goes over the wire: names of others in their places, our id, submitted at once."""
        document: dict[str, Any] = {"doctype": self.doctype, **named(record.content, self.names)}
        document[SOURCE_FIELD] = record.remote_id
        field = NAMED_ONCE.get(self.doctype)
        if field and document[field] in self.taken:
            document[field] = of_ours(document[field])
        if self.doctype not in UPDATED:
            document["docstatus"] = DocStatus.SUBMITTED
        if self.doctype != CUSTOMER:
            document[LINK_FIELD] = f"{settings.PUBLIC_URL}{reverse('erpnext_document', args=[record.pk])}"
        return document

    def _move(self, record: SyncRecord, move: SyncMove) -> None:
        record.state = MOVES.after(SyncState(record.state), move, thing=record.label)

    def _save(self, records: Sequence[SyncRecord]) -> None:
        columns = {name: [getattr(record, name) for record in records] for name in KEPT}
        with transaction.atomic():
            update_columns(SyncRecord, [record.pk for record in records], columns)
            SyncEvent.objects.bulk_create(self._happened)
        self._happened = []


def _is_same(there: Any, here: Any) -> bool:
    return str(there or "") == str(here) or (len(str(here)) == DAY_LENGTH and str(there or "")[:DAY_LENGTH] == here)


def _is_off(row: Row) -> bool:
    return bool(row["docstatus"] == DocStatus.CANCELLED)


def _why_lacking(key: str) -> tuple[str, str]:
    """Kind and detail of the error where ERPNext has not what a document names."""
    if key.startswith(ACCOUNT_PREFIX):
        return "no_account", key.removeprefix(ACCOUNT_PREFIX)
    if key.startswith(store_key("")):
        return "no_item", key.removeprefix(store_key(""))
    record = selectors.records().filter(key=key).first()
    return "waits_for", record.label if record else key
