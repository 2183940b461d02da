"""The books of the demonstration: fixed assets that make up what was taken over, a voucher that comes every month,
income and cost carried forward, all numbered."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from invoices.modules.books import selectors
from invoices.modules.books.models import ManualVoucher
from invoices.modules.books.services.carrying import carry_forward
from invoices.modules.books.services.fixed_assets import depreciate
from invoices.modules.books.services.manual import ManualLine, approve_manual_voucher, prepare_manual_voucher
from invoices.modules.books.services.numbering import number_vouchers
from invoices.modules.ledger.public import is_closed
from property_ops.framework.accounts import user_named
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month

WRITTEN_OFF = Yuan(1_000_00)
CLOSED = Month(2022, 1), Month(2022, 2)
FIRST, LAST = Month(2022, 3), Month(2022, 7)


def depreciate_before_the_close(call: Callable[..., Any]) -> None:
    """Of slot `demo_deliveries`: of the months that are closed on the way."""
    for month in CLOSED:
        _depreciate(month)


def keep_books(call: Callable[..., Any]) -> None:
    now, accountant = timezone.now(), user_named("accountant")
    if not ManualVoucher.objects.exists():
        words = {"memo": "摊销办公用房装修费", "papers": "摊销计算表1张", "attachments": 1}
        voucher = ManualVoucher(day=date(2022, 6, 30), monthly=True, **words)
        lines = [ManualLine("5602", WRITTEN_OFF), ManualLine("1801", -WRITTEN_OFF)]
        prepared = prepare_manual_voucher(voucher=voucher, lines=lines, by=accountant, now=now)
        approve_manual_voucher(voucher_id=prepared.pk, by=user_named("reviewer"), now=now)
    month = FIRST
    while month <= LAST:
        _depreciate(month)
        if not is_closed(month) and selectors.income_open(month.end):
            carry_forward(month=month, by=accountant)
        month = month.next
    for posted_in, _count in selectors.unnumbered_months():
        number_vouchers(month=posted_in, by=accountant, now=now)


def _depreciate(month: Month) -> None:
    if not is_closed(month) and selectors.undepreciated(month):
        depreciate(month=month, by=user_named("accountant"), today=timezone.localdate())
