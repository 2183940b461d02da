"""The books of the demonstration: fixed assets that make up what was taken over, a voucher that comes every month, what
came into the store, income and cost carried forward, all numbered, and July reconciled with the bank."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from invoices.modules.books import selectors
from invoices.modules.books.models import BankReconciliation, ManualVoucher
from invoices.modules.books.selectors.daybook import balance_of
from invoices.modules.books.services.carrying import carry_forward
from invoices.modules.books.services.fixed_assets import depreciate
from invoices.modules.books.services.manual import ManualLine, approve_manual_voucher, prepare_manual_voucher
from invoices.modules.books.services.numbering import number_vouchers
from invoices.modules.books.services.reconciling import approve_reconciliation, prepare_reconciliation
from invoices.modules.ledger.public import is_closed
from invoices.modules.payments.public import closing_balance
from property_ops.framework.accounts import user_named
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month

WRITTEN_OFF = Yuan(1_000_00)
CLOSED = Month(2022, 1), Month(2022, 2)
FIRST, LAST = Month(2022, 3), Month(2022, 7)
DELIVERED, FEWER = Yuan(45_560_00), Yuan(84_90)
"""What the store took in and counted less in July, as its own book says."""
BANK, WECHAT = "1002", "1012.01"


def depreciate_before_the_close(call: Callable[..., Any]) -> None:
    """Of slot `demo_deliveries`: of the months that are closed on the way."""
    for month in CLOSED:
        _depreciate(month)


def keep_books(call: Callable[..., Any]) -> None:
    now, accountant = timezone.now(), user_named("accountant")
    if not ManualVoucher.objects.exists():
        voucher = ManualVoucher(day=date(2022, 6, 30), monthly=True, memo="摊销办公用房装修费", papers="摊销计算表1张")
        _enter(voucher, ManualLine("5602", WRITTEN_OFF), ManualLine("1801", -WRITTEN_OFF))
        voucher = ManualVoucher(day=date(2022, 7, 31), memo="7月沥青、涂料入库", papers="送货单3张、发票2张")
        _enter(voucher, ManualLine("1403", DELIVERED), ManualLine("2202", -DELIVERED))
        voucher = ManualVoucher(day=date(2022, 7, 31), memo="7月盘点沥青盘亏", papers="材料盘点表1张")
        _enter(voucher, ManualLine("5602", FEWER), ManualLine("1403", -FEWER))
    month = FIRST
    while month <= LAST:
        _depreciate(month)
        if not is_closed(month) and selectors.income_open(month.end):
            carry_forward(month=month, by=accountant)
        month = month.next
    for posted_in, _count in selectors.unnumbered_months():
        number_vouchers(month=posted_in, by=accountant, now=now)
    if not BankReconciliation.objects.exists():
        _reconcile()


def _enter(voucher: ManualVoucher, *lines: ManualLine) -> None:
    now, voucher.attachments = timezone.now(), 1
    prepared = prepare_manual_voucher(voucher=voucher, lines=lines, by=user_named("accountant"), now=now)
    approve_manual_voucher(voucher_id=prepared.pk, by=user_named("reviewer"), now=now)


def _reconcile() -> None:
    """The bank's, by what its own rows say, signed by both; WeChat's, by what its page says, waits for the reviewer."""
    said: dict[str, Any] = {"month": LAST, "items": [], "by": user_named("accountant"), "now": timezone.now()}
    told = closing_balance(BANK, LAST)
    if told is not None:
        found = prepare_reconciliation(account=BANK, statement=told, **said)
        approve_reconciliation(reconciliation_id=found.pk, by=user_named("reviewer"), now=said["now"])
        prepare_reconciliation(account=WECHAT, statement=balance_of(WECHAT, before=LAST.end), **said)


def _depreciate(month: Month) -> None:
    if not is_closed(month) and selectors.undepreciated(month):
        depreciate(month=month, by=user_named("accountant"), today=timezone.localdate())
