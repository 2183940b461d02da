"""What the demonstration shows of ERPNext: one estate's first quarter on its way, without a server.

The documents are those that a push would send. What ERPNext answered is made up, and nobody is asked: the address
belongs to nobody (RFC 2606), and there is no nightly push. Whoever connects a real one is asked nothing about it.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.domain.documents import CUSTOMER, INVOICE, CompanyDefaults, bill_key
from invoices.modules.erpnext.domain.states import SyncState
from invoices.modules.erpnext.domain.tie_out import OTHER_OPEN
from invoices.modules.erpnext.models import (
    AccountMapping,
    BookComparison,
    Connection,
    CostCentre,
    ItemMapping,
    KnownDocument,
    PushRun,
    RemoteCompany,
    SyncEvent,
    SyncRecord,
)
from invoices.modules.erpnext.selectors.companies import OF_THE_DEMONSTRATION as SPACE
from invoices.modules.erpnext.services.company_defaults import books_named, record
from invoices.modules.erpnext.services.token import sealed
from property_ops.framework.accounts import user_named
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate

ADDRESS, COMPANY, SHORT = "https://erp.example.org", "演示账套（没有服务器）", "YS"
SENT, WAITING = (date(2022, 1, 1), date(2022, 2, 1)), date(2022, 3, 1)
MOST_WAITING = 40
CLOSED = "ClosedAccountingPeriod"
HAND_MADE = ("Journal Entry", "ACC-JV-2022-00031", date(2022, 2, 28), Yuan(7_777_00), "装修押金，仍在 ERPNext 管理")


def show_the_other_office(call: Any) -> None:
    """Of slot `demo_steps`. Once, and wholly or not at all."""
    if Connection.load().url or SyncRecord.objects.exists():
        return
    estate = Estate.objects.exclude(taken_over_on=None).order_by("code").first()
    accountant, now = user_named("accountant"), timezone.now()
    if estate is None:
        return
    with transaction.atomic():
        where = _connected(now)
        for bills in selectors.issued_bills():
            theirs = [one for one in bills if one.estate == estate.code and one.month in (*SENT, WAITING)]
            waiting = [one for one in theirs if one.month == WAITING][:MOST_WAITING]
            record(selectors.bill_documents([*(one for one in theirs if one.month in SENT), *waiting], where))
        _answered(now)
        _told(accountant, now)


def _connected(now: datetime) -> CompanyDefaults:
    settings = Connection.load()
    settings.pk, settings.url, settings.token, settings.company = 1, ADDRESS, sealed("demo:demo"), COMPANY
    settings.customer_group, settings.territory, settings.unit = "物业住户", "中国", "个"
    settings.save()
    RemoteCompany.objects.create(name=COMPANY, space=SPACE, is_current=True, fields_checked_at=now)
    ItemMapping.objects.bulk_create(
        ItemMapping(fee_item=item, item=f"PO-{item.code}") for item in selectors.fee_items()
    )
    CostCentre.objects.bulk_create(
        CostCentre(estate=estate, name=f"{estate.code} {estate.name} - {SHORT}") for estate in Estate.objects.all()
    )
    AccountMapping.objects.bulk_create(
        AccountMapping(account=account, name=f"{account.code} - {account.name} - {SHORT}")
        for account in selectors.ledger_accounts()
    )
    company = {"default_currency": "CNY", "default_receivable_account": f"1122 - 应收账款 - {SHORT}"}
    return books_named(COMPANY, company, settings)


def _answered(now: datetime) -> None:
    """Two months stand there; of the third, one was tried, and its month is closed there."""
    for doctype, prefix in ((CUSTOMER, ""), (INVOICE, "ACC-SINV-2022-")):
        records = list(selectors.records().filter(doctype=doctype).order_by("pk"))
        sent = [one for one in records if one.month != WAITING]
        for number, one in enumerate(sent, 1):
            one.remote_name = f"{prefix}{number:05d}" if prefix else one.label
            one.state, one.settled_at, one.attempts = SyncState.SENT, now, 1
        SyncRecord.objects.bulk_update(sent, ["remote_name", "state", "settled_at", "attempts"], batch_size=500)
        _remember(sent, now)
    refused = selectors.records().filter(doctype=INVOICE, month=WAITING).order_by("pk").first()
    if refused is not None:
        refused.state, refused.attempts, refused.settled_at = SyncState.FAILED, 1, now
        refused.error_kind, refused.error_detail = CLOSED, "2022-03"
        refused.save()
        SyncEvent.objects.create(
            record=refused, happened_at=now, state=SyncState.FAILED, kind=CLOSED, detail=refused.error_detail
        )


def _remember(records: Sequence[SyncRecord], now: datetime) -> None:
    SyncEvent.objects.bulk_create(
        (SyncEvent(record=one, happened_at=now, state=SyncState.SENT, detail=one.remote_name) for one in records),
        batch_size=500,
    )


def _told(accountant: User, now: datetime) -> None:
    """A push, and the comparison after it: an entry that was made there by hand, and a bill that was paid there."""
    sent = selectors.sent_documents(INVOICE)
    count, begun = sent.count(), now - timedelta(minutes=20)
    PushRun.objects.create(
        by=accountant, started_at=begun, finished_at=begun + timedelta(minutes=9), done=count, total=count, at=INVOICE
    )
    doctype, name, day, amount, reason = HAND_MADE
    paid = sent.filter(key__startswith=bill_key("")).order_by("-amount").first()
    documents: list[list[Any]] = []
    if paid is not None:
        facts = {"ours": str(selectors.open_by_bill().get(paid.label, paid.amount)), "theirs": "0.00"}
        documents = [[paid.label, OTHER_OPEN, facts]] if facts["ours"] != "0.00" else []
    found: dict[str, list[list[Any]]] = {
        "documents": documents,
        "foreign": [[doctype, name, str(day), amount.grouped()]],
    }
    BookComparison.objects.create(
        by=accountant,
        started_at=now - timedelta(minutes=10),
        finished_at=now - timedelta(minutes=9),
        ties=False,
        found={**found, "counts": {kind: len(rows) for kind, rows in found.items()}},
    )
    KnownDocument.objects.create(
        space=SPACE,
        doctype=doctype,
        name=name,
        day=day,
        amount=amount,
        digest="0" * 64,
        reason=reason,
        prepared_by=accountant,
        prepared_at=now,
    )
