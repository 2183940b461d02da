"""Sending a batch: look up what is there, send the rest, read it back, and write down how each document stands."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.documents import (
    ACCOUNT_PREFIX,
    AMOUNT_FIELD,
    CUSTOMER,
    SOURCE_FIELD,
    account_key,
    named,
)
from invoices.modules.erpnext.domain.errors import AlreadyThere, Refused
from invoices.modules.erpnext.domain.money import money_in
from invoices.modules.erpnext.domain.states import MOVES, SyncMove, SyncState
from invoices.modules.erpnext.models import SyncEvent, SyncRecord

DRAFT, SUBMITTED, CANCELLED = 0, 1, 2
LONGEST = 400


class SendingBatch:
    """Records of one doctype that go together. After Unreachable or NotLetIn the rest is in doubt: `send` again."""

    def __init__(self, *, gateway: Gateway, doctype: str, records: Sequence[SyncRecord], now: datetime) -> None:
        self.gateway, self.doctype, self.now = gateway, doctype, now
        self.records = [record for record in records if record.state != SyncState.SENT]
        self.names = selectors.remote_names([name for record in records for name in record.names])
        self.names |= {account_key(code): name for code, name in selectors.account_mappings().items()}

    def send(self) -> None:
        """Bring each record to sent or refused. Raises Unreachable, NotLetIn."""
        open_records = [record for record in self.records if self._begins(record)]
        self._save(open_records)
        missing = self._settle_found(open_records)
        again = [record for record in missing if record.version > 1]
        if again:  # a new version may have been sent before as well
            missing = [record for record in missing if record.version == 1] + self._settle_found(again)
        self._insert(missing)

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
        missing = []
        for record in records:
            row = found.get(record.remote_id)
            if row is None:
                missing.append(record)
            elif row["docstatus"] == CANCELLED:
                record.version += 1
                missing.append(record)
            else:
                self._settle(record, row)
        self._save(records)
        return missing

    def _look_up(self, records: Sequence[SyncRecord]) -> dict[str, Row]:
        fields = ["docstatus", AMOUNT_FIELD.get(self.doctype, "modified")]
        fields += ["customer_name"] if self.doctype == CUSTOMER else []
        return self.gateway.by_source(self.doctype, [record.remote_id for record in records], fields)

    def _insert(self, records: Sequence[SyncRecord]) -> None:
        """All together; where one is refused, by halves until it is found, so that it does not stop the others."""
        if not records:
            return
        try:
            self.gateway.insert_many([self._wire(record) for record in records])
        except Refused as error:
            if len(records) > 1:
                middle = len(records) // 2
                self._insert(records[:middle])
                self._insert(records[middle:])
                return
            if not isinstance(error, AlreadyThere):
                self._refuse(records[0], error.data["kind"], error.data["detail"])
                return
        self._read_back(records)

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
        if self.doctype == CUSTOMER:
            self._settle_customer(record, row)
            return
        amount = money_in(row[AMOUNT_FIELD[self.doctype]])
        if row["docstatus"] == DRAFT:
            self._refuse(record, "not_submitted", "Draft")
        elif amount != record.amount:
            self._refuse(record, "not_equal", f"{row['name']}: {row[AMOUNT_FIELD[self.doctype]]} ≠ {record.amount}")
        else:
            self._arrived(record, row)

    def _settle_customer(self, record: SyncRecord, row: Row) -> None:
        if row["customer_name"] != record.content["customer_name"]:
            self.gateway.update(CUSTOMER, row["name"], {"customer_name": record.content["customer_name"]})
        self._arrived(record, row)

    def _arrived(self, record: SyncRecord, row: Row) -> None:
        self._move(record, SyncMove.FIND)
        record.remote_name, record.error_kind, record.error_detail = row["name"], "", ""
        record.settled_at = self.now
        SyncEvent.objects.create(record=record, happened_at=self.now, state=record.state, detail=row["name"])

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
        if self.doctype != CUSTOMER:
            document["docstatus"] = SUBMITTED
        return document

    def _move(self, record: SyncRecord, move: SyncMove) -> None:
        record.state = MOVES.after(SyncState(record.state), move, thing=record.label)

    def _save(self, records: Sequence[SyncRecord]) -> None:
        fields = ["state", "version", "attempts", "remote_name", "error_kind", "error_detail", "settled_at"]
        with transaction.atomic():
            SyncRecord.objects.bulk_update(records, fields)


def _why_lacking(key: str) -> tuple[str, str]:
    """Kind and detail of the error where ERPNext has not what a document names."""
    if key.startswith(ACCOUNT_PREFIX):
        return "no_account", key.removeprefix(ACCOUNT_PREFIX)
    record = SyncRecord.objects.filter(key=key).first()
    return "waits_for", record.label if record else key
